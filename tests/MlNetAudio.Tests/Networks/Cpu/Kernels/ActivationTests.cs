using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Activation functions at every length around four 16-lane vectors, on values that reach all their branches.</summary>
[Trait("Category", "Kernels")]
public class ActivationTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void Values_and_slopes_agree_with_their_references(int length)
    {
        Agree(default(Rectifier), length);
        Agree(new LeakyRectifier(0.1f), length);
        Agree(default(CappedRectifier), length);
        Agree(default(Logistic), length);
        Agree(default(HyperbolicTangent), length);
        Agree(default(Swish), length);
        Agree(default(GaussianLinear), length);
        Agree(default(GaussianLinearByTanh), length);
    }

    [Fact]
    public void Values_far_out_saturate()
    {
        float[] x = [-1000, -200, -90, 90, 200, 1000, float.NegativeInfinity, float.PositiveInfinity, 0, 0, 0, 0, 0, 0, 0, 0];

        Assert.Equal([-1, -1, -1, 1, 1, 1, -1, 1], Values(default(HyperbolicTangent), x)[..8]);
        Approximately.Equal([0, 0, 0, 1, 1, 1, 0, 1], Values(default(Logistic), x).AsSpan(0, 8), tolerance: 1e-30);
        Approximately.Equal([0, 0, 0, 90, 200, 1000], Values(default(Swish), x).AsSpan(0, 6), tolerance: 1e-30);
        Approximately.Equal([0, 0, 0, 90, 200, 1000], Values(default(GaussianLinear), x).AsSpan(0, 6), tolerance: 1e-30);
    }

    [Fact]
    public void NaN_passes_every_function()
    {
        float[] x = [.. Enumerable.Repeat(float.NaN, 17)];

        Assert.All((float[][])[Values(default(Rectifier), x), Values(new LeakyRectifier(0.1f), x), Values(default(CappedRectifier), x), Values(default(Logistic), x), Values(default(HyperbolicTangent), x)],
            y => Assert.All(y, value => Assert.True(float.IsNaN(value))));
    }

    private static void Agree<TFunction>(TFunction function, int length)
        where TFunction : struct, IActivation
    {
        float[] x = [.. Some.Floats(length, seed: 1).Select(value => 9 * value)], gradient = Some.Floats(length, seed: 2);
        float[] y = Values(function, x), expected = new float[length], expectedGradient = new float[length], inPlace = [.. gradient];

        Activation.ForwardReference(function, x, expected);
        Activation.BackwardReference(function, TFunction.SlopeNeedsInput ? x : expected, gradient, expectedGradient);
        Activation.Backward(function, TFunction.SlopeNeedsInput ? x : expected, inPlace, inPlace);

        Approximately.Equal(expected, y, tolerance: 3e-6);   // 9 times the error of the factor beside x
        Approximately.Equal(expectedGradient, inPlace, tolerance: 3e-6);
    }

    private static float[] Values<TFunction>(TFunction function, float[] x)
        where TFunction : struct, IActivation
    {
        float[] y = new float[x.Length];
        Activation.Forward(function, x, y);
        return y;
    }
}
