using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Gated units, softmax and pooling against their references, at every length around four 16-lane vectors.</summary>
[Trait("Category", "Kernels")]
public unsafe class RowKernelTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void A_gated_unit_agrees_with_its_reference_in_place(int length)
    {
        float[] filter = Some.Floats(length, seed: 1), gate = Some.Floats(length, seed: 2), gradient = Some.Floats(length, seed: 3);
        float[] tanhs = new float[length], sigmoids = new float[length], expected = new float[length], actual = new float[length];
        float[] expectedFilter = new float[length], expectedGate = new float[length], actualGate = new float[length];

        fixed (float* filterAt = filter, gateAt = gate, gradientAt = gradient, tanhsAt = tanhs, sigmoidsAt = sigmoids, expectedAt = expected, actualAt = actual)
        fixed (float* expectedFilterAt = expectedFilter, expectedGateAt = expectedGate, actualGateAt = actualGate)
        {
            GatedUnit.ForwardReference(filterAt, gateAt, tanhsAt, sigmoidsAt, expectedAt, length);
            GatedUnit.BackwardReference(tanhsAt, sigmoidsAt, gradientAt, expectedFilterAt, expectedGateAt, length);
            GatedUnit.Forward(filterAt, gateAt, filterAt, gateAt, actualAt, length);
            GatedUnit.Backward(filterAt, gateAt, gradientAt, gradientAt, actualGateAt, length);
        }

        Approximately.Equal(expected, actual, tolerance: 1e-6);
        Approximately.Equal(expectedFilter, gradient, tolerance: 1e-6);
        Approximately.Equal(expectedGate, actualGate, tolerance: 1e-6);
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_softmax_agrees_with_its_reference(int length)
    {
        float[] x = [.. Some.Floats(length, seed: 1).Select(value => 20 * value)], gradient = Some.Floats(length, seed: 2), expected = new float[length], expectedGradient = new float[length];

        fixed (float* xAt = x, expectedAt = expected, gradientAt = gradient, targetAt = expectedGradient)
        {
            SoftmaxRow.ForwardReference(xAt, length, 1, expectedAt);
            SoftmaxRow.BackwardReference(expectedAt, gradientAt, length, 1, targetAt);
        }
        SoftmaxRow.Forward(x, x);
        SoftmaxRow.Backward(x, gradient, gradient);

        Approximately.Equal(expected, x, tolerance: 1e-6);
        Approximately.Equal(expectedGradient, gradient, tolerance: 1e-6);
    }

    [Theory]
    [InlineData(2, 2, 0, 7, 40), InlineData(3, 2, 1, 9, 33), InlineData(5, 1, 2, 6, 8), InlineData(1, 1, 0, 3, 4)]
    public void Average_pooling_agrees_with_its_reference(int size, int stride, int padding, int height, int width) =>
        Average(new AvgPool2d(size, stride, padding) { CeilMode = true }, height, width);

    [Theory]
    [InlineData(1, 20, 101), InlineData(3, 7, 16), InlineData(5, 5, 1)]
    public void Averages_that_keep_the_columns_agree_with_their_reference(int rows, int height, int width) => Average(new AdaptiveAvgPool2d((rows, width)), height, width);

    private static void Average(PoolLayer pool, int height, int width)
    {
        var axes = pool.Axes(Shape.Of(1, height, width));
        int outputs = axes[0].Count * axes[1].Count;
        float[] plane = Some.Floats(height * width, seed: 1), gradient = Some.Floats(outputs, seed: 2);
        float[] expected = new float[outputs], actual = new float[outputs], expectedGradient = new float[plane.Length], actualGradient = new float[plane.Length];

        fixed (float* planeAt = plane, gradientAt = gradient, expectedAt = expected, actualAt = actual, expectedGradientAt = expectedGradient, actualGradientAt = actualGradient)
        {
            AveragePooling.ForwardReference(planeAt, axes[0], axes[1], expectedAt);
            AveragePooling.Forward(planeAt, axes[0], axes[1], actualAt);
            AveragePooling.BackwardReference(gradientAt, axes[0], axes[1], expectedGradientAt);
            AveragePooling.Backward(gradientAt, axes[0], axes[1], actualGradientAt);
        }

        Approximately.Equal(expected, actual, tolerance: 1e-6);
        Approximately.Equal(expectedGradient, actualGradient, tolerance: 1e-6);
    }
}
