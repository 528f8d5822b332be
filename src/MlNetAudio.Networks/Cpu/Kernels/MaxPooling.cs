using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Largest value of each window of one plane [rows.Length, columns.Length] → [rows.Count, columns.Count], and its index in the plane; among equals the first in memory order, as
/// torch.nn.MaxPool2d has it. NaN wins.
/// </summary>
internal static unsafe class MaxPooling
{
    public static void Forward(float* plane, PoolAxis rows, PoolAxis columns, float* output, int* indices)
    {
        if (!IsTileOfTwo(rows) || !IsTileOfTwo(columns))
        {
            ForwardReference(plane, rows, columns, output, indices);
            return;
        }
        int width = columns.Length;
        for (int y = 0; y < rows.Count; y++)
        {
            float* top = plane + 2 * y * (long)width, bottom = top + width;
            for (int x = 0; x < columns.Count; x++, top += 2, bottom += 2)
            {
                float left = MathF.Max(top[0], bottom[0]), right = MathF.Max(top[1], bottom[1]), best = MathF.Max(left, right);
                int start = 2 * y * width + 2 * x;
                int offset = bottom[0] == best ? width : width + 1;
                offset = top[1] == best ? 1 : offset;
                offset = top[0] == best ? 0 : offset;
                *output++ = best;
                *indices++ = start + offset;
            }
        }
    }

    internal static void ForwardReference(float* plane, PoolAxis rows, PoolAxis columns, float* output, int* indices)
    {
        for (int y = 0; y < rows.Count; y++)
            for (int x = 0; x < columns.Count; x++)
            {
                int best = rows.Start(y) * columns.Length + columns.Start(x);
                for (int row = rows.Start(y); row < rows.End(y); row++)
                    for (int column = columns.Start(x); column < columns.End(x); column++)
                    {
                        int index = row * columns.Length + column;
                        if (plane[index] > plane[best] || float.IsNaN(plane[index])) best = index;
                    }
                *output++ = plane[best];
                *indices++ = best;
            }
    }

    /// <summary>planeGradient = 0 everywhere but at the indices, which receive the gradients of all outputs that are theirs.</summary>
    public static void Backward(float* outputGradient, int* indices, int outputs, float* planeGradient, int planeLength)
    {
        new Span<float>(planeGradient, planeLength).Clear();
        for (int i = 0; i < outputs; i++) planeGradient[indices[i]] += outputGradient[i];
    }

    private static bool IsTileOfTwo(PoolAxis axis) => axis is { Size: 2, Stride: 2, Before: 0, After: 0 };
}
