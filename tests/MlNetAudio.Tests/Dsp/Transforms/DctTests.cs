using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class DctTests
{
    [Theory, InlineData(DctType.I), InlineData(DctType.II), InlineData(DctType.III)]
    public void An_orthonormal_transform_keeps_lengths_and_angles(DctType type)
    {
        var dct = new Dct(9, 9, type);

        for (int a = 0; a < 9; a++)
            for (int b = 0; b < 9; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, 9).Sum(n => dct.Matrix[a * 9 + n] * dct.Matrix[b * 9 + n]), 1e-14);
    }

    [Fact]
    public void The_third_type_undoes_the_second()
    {
        double[] values = [1, -2, 3, 0.5, 7], coefficients = new double[5], back = new double[5];

        new Dct(5, 5, DctType.II, orthonormal: false).Transform(values, coefficients);
        new Dct(5, 5, DctType.III, orthonormal: false).Transform(coefficients, back);

        for (int i = 0; i < 5; i++) Assert.Equal(values[i], back[i] / 10, 1e-13);   // SciPy's scale: 2·5
    }

    [Fact]
    public void A_constant_has_only_a_zeroth_coefficient()
    {
        double[] coefficients = new double[4];

        new Dct(16, 4).Transform(Enumerable.Repeat(3.0, 16).ToArray(), coefficients);

        Assert.Equal(12, coefficients[0], 1e-12);   // 3·√16
        Assert.All(coefficients[1..], coefficient => Assert.Equal(0, coefficient, 1e-12));
    }

    /// <summary>Coefficients around a multiple of four, odd and even sizes, packed and strided columns.</summary>
    [Theory, Trait("Category", "Kernels")]
    [InlineData(1, 1, 8), InlineData(5, 3, 8), InlineData(23, 13, 8), InlineData(40, 20, 16), InlineData(128, 39, 24), InlineData(128, 41, 8)]
    public void Eight_columns_at_once_agree_with_one(int inputs, int outputs, int stride)
    {
        var dct = new Dct(inputs, outputs);
        double[] values = Array.ConvertAll(Some.Floats(inputs * stride, seed: inputs), value => (double)value), fast = new double[outputs * stride], reference = new double[outputs * stride];

        dct.TransformLanes(values, stride, fast, stride);
        dct.TransformLanesReference(values, stride, reference, stride);

        double[] column = new double[outputs];
        for (int lane = 0; lane < Stft.Lanes; lane++)
        {
            dct.Transform([.. Enumerable.Range(0, inputs).Select(n => values[n * stride + lane])], column);
            for (int k = 0; k < outputs; k++)
            {
                Assert.Equal(column[k], reference[k * stride + lane]);
                Assert.Equal(column[k], fast[k * stride + lane], 1e-13);   // fused or not: the rounding of some hundred sums of values within ±1
            }
        }
    }

    [Fact]
    public void More_coefficients_than_values_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Dct(20, 21));

        Assert.StartsWith("A cosine transform of 20 values has as many coefficients, got 21.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_another_length_are_refused() => Assert.Throws<ArgumentException>(() => new Dct(5, 2).Transform(new double[4], new double[2]));
}
