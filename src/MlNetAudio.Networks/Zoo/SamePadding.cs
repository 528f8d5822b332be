using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>Zeros around an image such that a convolution makes ⌈length / stride⌉ of each axis; where their number is odd, the one more comes after, as TensorFlow's "SAME".</summary>
internal static class SamePadding
{
    /// <summary>For stride 1: the size stays.</summary>
    public static Padding2d Of(Size2d kernel) => new((kernel.Height - 1) / 2, kernel.Height / 2, (kernel.Width - 1) / 2, kernel.Width / 2);

    /// <param name="height">Of the image, as is <paramref name="width"/>.</param>
    public static Padding2d Of(int height, int width, Size2d kernel, Size2d stride)
    {
        int rows = Total(height, kernel.Height, stride.Height), columns = Total(width, kernel.Width, stride.Width);
        return new(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    private static int Total(int length, int kernel, int stride) => Math.Max(0, ((length + stride - 1) / stride - 1) * stride + kernel - length);
}
