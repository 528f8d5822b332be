using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public class NormalizedRowTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void Every_sweep_agrees_with_its_reference(int length)
    {
        float[] x = Some.Floats(length, seed: 1), gradient = Some.Floats(length, seed: 2), expected = new float[length], actual = [.. gradient];

        Assert.Equal(NormalizedRow.SquaredDeviationsReference(x, 0.3f), NormalizedRow.SquaredDeviations(x, 0.3f), tolerance: 1e-5f * length);
        var (expectedSum, expectedCorrelation) = NormalizedRow.GradientSumsReference(x, gradient, 0.3f);
        var (sum, correlation) = NormalizedRow.GradientSums(x, gradient, 0.3f);
        Assert.Equal(expectedSum, sum, tolerance: 1e-6f * length);
        Assert.Equal(expectedCorrelation, correlation, tolerance: 1e-6f * length);

        NormalizedRow.BackwardReference(x, gradient, 0.3f, 1.5f, -0.7f, 0.2f, expected);
        NormalizedRow.Backward(x, actual, 0.3f, 1.5f, -0.7f, 0.2f, actual);
        Approximately.Equal(expected, actual, tolerance: 1e-6);

        NormalizedRow.AffineReference(x, 1.5f, -0.7f, expected);
        NormalizedRow.Affine(x, 1.5f, -0.7f, actual);
        Approximately.Equal(expected, actual, tolerance: 1e-6);
    }
}
