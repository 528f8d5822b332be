namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Largest value of each size × size tile of one plane [height, width] → [⌊height/size⌋, ⌊width/size⌋], and its index in the plane; among equals the first in memory order, as
/// torch.nn.MaxPool2d has it. NaN wins.
/// </summary>
internal static unsafe class MaxPooling
{
    public static void Forward(float* plane, int height, int width, int size, float* output, int* indices)
    {
        if (size != 2)
        {
            ForwardReference(plane, height, width, size, output, indices);
            return;
        }
        int outWidth = width / 2;
        for (int y = 0; y < height / 2; y++)
        {
            float* top = plane + 2 * y * (long)width, bottom = top + width;
            for (int x = 0; x < outWidth; x++, top += 2, bottom += 2)
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

    internal static void ForwardReference(float* plane, int height, int width, int size, float* output, int* indices)
    {
        for (int y = 0; y + size <= height; y += size)
            for (int x = 0; x + size <= width; x += size)
            {
                int best = y * width + x;
                for (int i = 0; i < size; i++)
                    for (int j = 0; j < size; j++)
                    {
                        int index = (y + i) * width + x + j;
                        if (plane[index] > plane[best] || float.IsNaN(plane[index])) best = index;
                    }
                *output++ = plane[best];
                *indices++ = best;
            }
    }

    /// <summary>planeGradient = 0 everywhere but at the indices, which receive their output's gradient.</summary>
    public static void Backward(float* outputGradient, int* indices, int outputs, float* planeGradient, int planeLength)
    {
        new Span<float>(planeGradient, planeLength).Clear();
        for (int i = 0; i < outputs; i++) planeGradient[indices[i]] = outputGradient[i];
    }
}
