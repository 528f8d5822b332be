using System.Numerics.Tensors;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Mean of each window of one plane [rows.Length, columns.Length] → [rows.Count, columns.Count]; each axis says what to divide by.</summary>
internal static unsafe class AveragePooling
{
    public static void Forward(float* plane, PoolAxis rows, PoolAxis columns, float* output)
    {
        if (columns is { Size: 1, Stride: 1 })
        {
            AverageRows(plane, rows, columns.Length, output);
            return;
        }
        for (int y = 0; y < rows.Count; y++)
            for (int x = 0; x < columns.Count; x++)
            {
                float sum = 0;
                for (int row = rows.Start(y); row < rows.End(y); row++)
                    sum += TensorPrimitives.Sum(new ReadOnlySpan<float>(plane + (long)row * columns.Length + columns.Start(x), columns.End(x) - columns.Start(x)));
                *output++ = sum / ((float)rows.Divisor(y) * columns.Divisor(x));
            }
    }

    /// <summary>Columns are kept, so that whole rows are added up.</summary>
    private static void AverageRows(float* plane, PoolAxis rows, int width, float* output)
    {
        for (int y = 0; y < rows.Count; y++)
        {
            var mean = new Span<float>(output + (long)y * width, width);
            mean.Clear();
            for (int row = rows.Start(y); row < rows.End(y); row++) TensorPrimitives.Add(mean, new ReadOnlySpan<float>(plane + (long)row * width, width), mean);
            TensorPrimitives.Multiply(mean, 1f / rows.Divisor(y), mean);
        }
    }

    internal static void ForwardReference(float* plane, PoolAxis rows, PoolAxis columns, float* output)
    {
        for (int y = 0; y < rows.Count; y++)
            for (int x = 0; x < columns.Count; x++)
            {
                double sum = 0;
                for (int row = rows.Start(y); row < rows.End(y); row++)
                    for (int column = columns.Start(x); column < columns.End(x); column++) sum += plane[row * columns.Length + column];
                *output++ = (float)(sum / rows.Divisor(y) / columns.Divisor(x));
            }
    }

    /// <summary>Each value receives its share of the gradients of all windows that cover it.</summary>
    public static void Backward(float* outputGradient, PoolAxis rows, PoolAxis columns, float* planeGradient)
    {
        new Span<float>(planeGradient, rows.Length * columns.Length).Clear();
        if (columns is { Size: 1, Stride: 1 })
        {
            ShareOutRows(outputGradient, rows, columns.Length, planeGradient);
            return;
        }
        for (int y = 0; y < rows.Count; y++)
            for (int x = 0; x < columns.Count; x++)
            {
                float share = *outputGradient++ / ((float)rows.Divisor(y) * columns.Divisor(x));
                for (int row = rows.Start(y); row < rows.End(y); row++)
                {
                    var run = new Span<float>(planeGradient + (long)row * columns.Length + columns.Start(x), columns.End(x) - columns.Start(x));
                    TensorPrimitives.Add(run, share, run);
                }
            }
    }

    private static void ShareOutRows(float* outputGradient, PoolAxis rows, int width, float* planeGradient)
    {
        for (int y = 0; y < rows.Count; y++)
            for (int row = rows.Start(y); row < rows.End(y); row++)
            {
                var target = new Span<float>(planeGradient + (long)row * width, width);
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(outputGradient + (long)y * width, width), 1f / rows.Divisor(y), target, target);
            }
    }

    internal static void BackwardReference(float* outputGradient, PoolAxis rows, PoolAxis columns, float* planeGradient)
    {
        for (int i = 0; i < rows.Length * columns.Length; i++) planeGradient[i] = 0;
        for (int y = 0; y < rows.Count; y++)
            for (int x = 0; x < columns.Count; x++)
                for (int row = rows.Start(y); row < rows.End(y); row++)
                    for (int column = columns.Start(x); column < columns.End(x); column++)
                        planeGradient[row * columns.Length + column] += outputGradient[y * columns.Count + x] / ((float)rows.Divisor(y) * columns.Divisor(x));
    }
}
