using System.Numerics.Tensors;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Pooling of the first values of one plane [rows.Length, columns.Length], as if it ended there; outputs that it would not have are zero. What <see cref="AveragePooling"/> and
/// <see cref="MaxPooling"/> do with whole planes.
/// </summary>
internal static unsafe class ShortenedPooling
{
    /// <param name="height">Valid rows.</param>
    /// <param name="width">Valid columns.</param>
    public static void Average(float* plane, PoolAxis rows, PoolAxis columns, int height, int width, float* output)
    {
        new Span<float>(output, rows.Count * columns.Count).Clear();
        for (int y = 0; y < rows.CountOf(height); y++)
        {
            var (top, bottom, divisor) = rows.Window(y, height);
            for (int x = 0; x < columns.CountOf(width); x++)
            {
                var (left, right, share) = columns.Window(x, width);
                float sum = 0;
                for (int row = top; row < bottom; row++) sum += TensorPrimitives.Sum(new ReadOnlySpan<float>(plane + (long)row * columns.Length + left, right - left));
                output[y * columns.Count + x] = sum / ((float)divisor * share);
            }
        }
    }

    public static void AverageBackward(float* outputGradient, PoolAxis rows, PoolAxis columns, int height, int width, float* planeGradient)
    {
        new Span<float>(planeGradient, rows.Length * columns.Length).Clear();
        for (int y = 0; y < rows.CountOf(height); y++)
        {
            var (top, bottom, divisor) = rows.Window(y, height);
            for (int x = 0; x < columns.CountOf(width); x++)
            {
                var (left, right, share) = columns.Window(x, width);
                float part = outputGradient[y * columns.Count + x] / ((float)divisor * share);
                for (int row = top; row < bottom; row++)
                {
                    var run = new Span<float>(planeGradient + (long)row * columns.Length + left, right - left);
                    TensorPrimitives.Add(run, part, run);
                }
            }
        }
    }

    /// <param name="indices">Of the largest values in the plane; −1 for outputs that the valid part does not have.</param>
    public static void Max(float* plane, PoolAxis rows, PoolAxis columns, int height, int width, float* output, int* indices)
    {
        new Span<float>(output, rows.Count * columns.Count).Clear();
        new Span<int>(indices, rows.Count * columns.Count).Fill(-1);
        for (int y = 0; y < rows.CountOf(height); y++)
        {
            var (top, bottom, _) = rows.Window(y, height);
            for (int x = 0; x < columns.CountOf(width); x++)
            {
                var (left, right, _) = columns.Window(x, width);
                int best = top * columns.Length + left;
                for (int row = top; row < bottom; row++)
                    for (int index = row * columns.Length + left; index < row * columns.Length + right; index++)
                        if (plane[index] > plane[best] || float.IsNaN(plane[index])) best = index;
                (output[y * columns.Count + x], indices[y * columns.Count + x]) = (plane[best], best);
            }
        }
    }

    /// <summary>The gradients of outputs that the valid part has go to where their values came from.</summary>
    public static void MaxBackward(float* outputGradient, int* indices, int outputs, float* planeGradient, int planeLength)
    {
        new Span<float>(planeGradient, planeLength).Clear();
        for (int i = 0; i < outputs; i++)
            if (indices[i] >= 0) planeGradient[indices[i]] += outputGradient[i];
    }
}
