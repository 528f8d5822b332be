using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Kernels that go value by value, at every length around four 16-lane vectors.</summary>
[Trait("Category", "Kernels")]
public unsafe class ElementwiseKernelTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void An_Lstm_cell_agrees_with_its_reference(int hidden)
    {
        float[] previous = Some.Floats(hidden, seed: 2), upstream = Some.Floats(hidden, seed: 3);
        var expected = new Cell(hidden);
        var actual = new Cell(hidden);

        LstmCell.ForwardReference(expected.Gates, expected.Gates, previous, expected.State, expected.Tanh, expected.Hidden);
        LstmCell.Forward(actual.Gates, actual.Gates, previous, actual.State, actual.Tanh, actual.Hidden);
        Approximately.Equal(expected.Hidden, actual.Hidden, tolerance: 1e-6);
        LstmCell.BackwardReference(expected.Gates, previous, expected.Tanh, upstream, expected.Gradient);
        LstmCell.Backward(actual.Gates, previous, actual.Tanh, upstream, actual.Gradient);

        Approximately.Equal(expected.Gates, actual.Gates, tolerance: 1e-6);
        Approximately.Equal(expected.Gradient, actual.Gradient, tolerance: 1e-6);
    }

    [Fact]
    public void Gradients_too_small_to_matter_become_zero()
    {
        var cell = new Cell(hidden: 20);
        LstmCell.Forward(cell.Gates, cell.Gates, [], cell.State, cell.Tanh, cell.Hidden);
        cell.Gradient.AsSpan().Fill(1e-30f);

        LstmCell.Backward(cell.Gates, [], cell.Tanh, [.. Enumerable.Repeat(1e-30f, 20)], cell.Gradient);

        Assert.All(cell.Gates.Concat(cell.Gradient), value => Assert.Equal(0, value));
    }

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

    private sealed class Cell(int hidden)
    {
        public float[] Gates { get; } = Some.Floats(4 * hidden, seed: 1);

        public float[] State { get; } = new float[hidden];

        public float[] Tanh { get; } = new float[hidden];

        public float[] Hidden { get; } = new float[hidden];

        public float[] Gradient { get; } = Some.Floats(hidden, seed: 4);
    }
}
