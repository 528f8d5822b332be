using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>The outputs [channels, Height, Width] of a pooling of 2 × 2 that ends a convolution's step, and a byte for each that says where in its window it stood.</summary>
internal sealed unsafe class PooledPlanes(Wiring wiring)
{
    private readonly Block _places = wiring.Arena.Reserve(((long)wiring.Capacity * wiring.Output.Shape.Count + sizeof(float) - 1) / sizeof(float));

    public int Height { get; } = wiring.Output.Shape[1];

    public int Width { get; } = wiring.Output.Shape[2];

    public byte* Places(int example) => (byte*)wiring.Arena.At(_places) + (long)example * wiring.Output.Shape.Count;

    /// <summary>Where a row begins in the outputs of an example.</summary>
    public long RowOf(int channel, int y) => ((long)channel * Height + y) * Width;

    /// <summary>Puts the gradient by the outputs of one channel where they came from, rows <paramref name="first"/> to first + count − 1 of the convolution's outputs; first is even.</summary>
    /// <param name="gradient">Of the example.</param>
    /// <param name="rows">The first of those rows, and each <paramref name="stride"/> after the one before; rows and columns that no window covers are left alone.</param>
    public void Spread(float* gradient, int example, int channel, int first, int count, float* rows, int stride)
    {
        for (int y = first / 2; y < (first + count) / 2; y++, rows += 2 * stride)
        {
            long at = RowOf(channel, y);
            RectifiedPooling.Backward(gradient + at, Places(example) + at, Width, rows, rows + stride);
        }
    }
}
