using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>The first values of a plane pool as a plane of their own.</summary>
public unsafe class ShortenedPoolingTests
{
    private const int Height = 5, Width = 9;

    private static readonly PoolLayer[] Poolings =
    [
        new AvgPool2d(2), new AvgPool2d(3, Stride: 2, Padding: 1) { CeilMode = true }, new AvgPool2d(3, Stride: 1, Padding: 1) { CountsPadding = false }, new AdaptiveAvgPool2d((2, 3)),
        new MaxPool2d(2), new MaxPool2d(3, Stride: 2, Padding: 1), new MaxPool2d((2, 3)) { CeilMode = true }, new AdaptiveMaxPool2d(2),
    ];

    public static MatrixTheoryData<int, int, int> Cases => new(Enumerable.Range(0, Poolings.Length), [3, 5], [3, 4, 5, 6, 7, 8, 9]);

    [Theory, MemberData(nameof(Cases))]
    public void A_part_pools_as_a_plane_of_its_own(int pooling, int height, int width)
    {
        var spec = Poolings[pooling];
        var (rows, columns) = Axes(spec, Height, Width);
        var (ownRows, ownColumns) = Axes(spec, height, width);
        float[] plane = Some.Floats(Height * Width, seed: 1), part = [.. plane.Chunk(Width).Take(height).SelectMany(row => row.Take(width))];
        float[] output = new float[rows.Count * columns.Count], expected = new float[ownRows.Count * ownColumns.Count], upstream = Some.Floats(output.Length, seed: 2);
        float[] gradient = Some.Floats(plane.Length, seed: 3), expectedGradient = new float[part.Length];
        int[] indices = new int[output.Length], ownIndices = new int[expected.Length];
        float[] ownUpstream = [.. upstream.Chunk(columns.Count).Take(ownRows.Count).SelectMany(row => row.Take(ownColumns.Count))];
        fixed (float* planeAt = plane, partAt = part, outputAt = output, expectedAt = expected, upstreamAt = upstream, ownUpstreamAt = ownUpstream, gradientAt = gradient, expectedGradientAt = expectedGradient)
        fixed (int* indicesAt = indices, ownIndicesAt = ownIndices)
            if (spec.Kind == PoolKind.Average)
            {
                ShortenedPooling.Average(planeAt, rows, columns, height, width, outputAt);
                ShortenedPooling.AverageBackward(upstreamAt, rows, columns, height, width, gradientAt);
                AveragePooling.ForwardReference(partAt, ownRows, ownColumns, expectedAt);
                AveragePooling.BackwardReference(ownUpstreamAt, ownRows, ownColumns, expectedGradientAt);
            }
            else
            {
                ShortenedPooling.Max(planeAt, rows, columns, height, width, outputAt, indicesAt);
                ShortenedPooling.MaxBackward(upstreamAt, indicesAt, indices.Length, gradientAt, gradient.Length);
                MaxPooling.ForwardReference(partAt, ownRows, ownColumns, expectedAt, ownIndicesAt);
                MaxPooling.Backward(ownUpstreamAt, ownIndicesAt, ownIndices.Length, expectedGradientAt, expectedGradient.Length);
            }

        Approximately.Equal(Padded(expected, ownColumns.Count, columns.Count, output.Length), output, tolerance: 1e-6);
        Approximately.Equal(Padded(expectedGradient, width, Width, gradient.Length), gradient, tolerance: 1e-6);
    }

    private static (PoolAxis Rows, PoolAxis Columns) Axes(PoolLayer spec, int height, int width)
    {
        var axes = spec.Axes(Shape.Of(1, height, width));
        return (axes[0], axes[1]);
    }

    private static float[] Padded(float[] values, int width, int paddedWidth, int length)
    {
        float[] rows = [.. values.Chunk(width).SelectMany(row => row.Concat(new float[paddedWidth - width]))];
        return [.. rows, .. new float[length - rows.Length]];
    }
}
