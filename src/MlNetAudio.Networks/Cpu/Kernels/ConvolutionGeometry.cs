using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Which pixels of an image [Channels, Height, Width] each output pixel [OutHeight, OutWidth] of a convolution sees. A signal is an image of height 1.</summary>
internal sealed record ConvolutionGeometry(int Channels, int Height, int Width, Size2d Kernel, Size2d Stride, Padding2d Padding, Size2d Dilation, int OutHeight, int OutWidth)
{
    /// <param name="channels">Of one group.</param>
    public static ConvolutionGeometry Of(Conv2d spec, int channels, Shape input, Shape output) =>
        new(channels, input[1], input[2], spec.Kernel, spec.Stride, spec.Padding, spec.Dilation, output[1], output[2]);

    /// <inheritdoc cref="Of(Conv2d, int, Shape, Shape)"/>
    public static ConvolutionGeometry Of(Conv1d spec, int channels, Shape input, Shape output) => new(
        channels, 1, input[1], new(1, spec.Kernel), new(1, spec.Stride), new(0, 0, spec.Padding.Before, spec.Padding.After), new(1, spec.Dilation), 1, output[1]);

    /// <summary>Of the convolution whose adjoint it is: it sees the output and makes the input's pixels.</summary>
    public static ConvolutionGeometry Of(ConvTranspose2d spec, int channels, Shape input, Shape output) =>
        new(channels, output[1], output[2], spec.Kernel, spec.Stride, spec.Padding, spec.Dilation, input[1], input[2]);
}
