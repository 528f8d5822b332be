using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Kernels that go value by value, at every length around four 16-lane vectors.</summary>
[Trait("Category", "Kernels")]
public unsafe class ElementwiseKernelTests
{
    [Theory]
    [InlineData(2, 2, 2), InlineData(2, 7, 9), InlineData(2, 8, 33), InlineData(3, 7, 10), InlineData(1, 3, 4)]
    public void Max_pooling_agrees_with_its_reference(int size, int height, int width)
    {
        var axes = new MaxPool2d(size).Axes(Shape.Of(1, height, width));
        float[] plane = [.. Some.Floats(height * width, seed: 5).Select(value => MathF.Round(value * 3))];   // many equals
        int outputs = height / size * (width / size);
        float[] expected = new float[outputs], actual = new float[outputs];
        int[] expectedIndices = new int[outputs], indices = new int[outputs];

        fixed (float* planeAt = plane, expectedAt = expected, actualAt = actual)
        fixed (int* expectedIndicesAt = expectedIndices, indicesAt = indices)
        {
            MaxPooling.ForwardReference(planeAt, axes[0], axes[1], expectedAt, expectedIndicesAt);
            MaxPooling.Forward(planeAt, axes[0], axes[1], actualAt, indicesAt);
        }

        Assert.Equal(expected, actual);
        Assert.Equal(expectedIndices, indices);
    }

    [Fact]
    public void Max_pooling_lets_NaN_through()
    {
        var axes = new MaxPool2d(2).Axes(Shape.Of(1, 2, 2));
        float[] plane = [1, float.NaN, 2, 3], output = [0];
        int index;

        fixed (float* planeAt = plane, outputAt = output) MaxPooling.Forward(planeAt, axes[0], axes[1], outputAt, &index);

        Assert.True(float.IsNaN(output[0]));
    }
}
