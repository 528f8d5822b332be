using System.Numerics;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public class LogarithmTests
{
    /// <summary>Every remainder around four 16-lane vectors.</summary>
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Fact]
    public void The_relative_error_is_below_1e7_over_all_magnitudes()
    {
        // 9,973 is prime to the spacing of floats, so the fractions differ in every binade; subnormals are among them.
        for (int bits = 1; bits < BitConverter.SingleToInt32Bits(float.PositiveInfinity); bits += 9973) AssertClose(BitConverter.Int32BitsToSingle(bits));
    }

    [Fact]
    public void The_relative_error_is_below_1e7_beside_1_where_the_logarithm_is_small()
    {
        int one = BitConverter.SingleToInt32Bits(1);

        for (int bits = one - 40_000; bits < one + 40_000; bits++) AssertClose(BitConverter.Int32BitsToSingle(bits));
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_sweep_agrees_with_the_reference_in_place(int length)
    {
        float[] x = [.. Some.Floats(length, seed: 1).Select(value => MathF.Exp(40 * value))], expected = [.. x.Select(Logarithm.Reference)];

        Logarithm.Of(x, x);

        Approximately.Equal(expected, x, tolerance: 40 * 1e-7);
    }

    [Fact]
    public void Special_values_are_those_of_the_mathematics()
    {
        float[] x = [0, -0f, 1, -1, -float.Epsilon, float.NegativeInfinity, float.NaN, float.PositiveInfinity, float.Epsilon, 1e-40f, 1.17549435e-38f, float.MaxValue, 2, 0.5f, 1, 1, 0];
        float[] y = new float[x.Length];

        Logarithm.Of(x, y);

        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, 0, float.NaN, float.NaN, float.NaN, float.NaN, float.PositiveInfinity], y[..8]);
        Approximately.Equal([.. x[8..].Select(Logarithm.Reference)], y.AsSpan(8), tolerance: 1e-5);
    }

    private static void AssertClose(float x)
    {
        double expected = Math.Log(x), actual = Logarithm.Of(new Vector<float>(x))[0];
        if (!(Math.Abs(actual - expected) <= 1e-7 * Math.Abs(expected))) Assert.Fail($"ln {x:g9} is {expected:g9}, got {actual:g9}");
    }
}
