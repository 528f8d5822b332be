using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Convolution, ReLU and pooling of 2 × 2: of the convolution's outputs only the largest of each window are kept, and where they stood.</summary>
internal sealed unsafe class PooledConvolutionStep : DirectConvolutionStep
{
    private readonly PooledPlanes _planes;

    public PooledConvolutionStep(ConvolutionGeometry geometry, bool hasBias, NetworkLayer layer, Wiring wiring) : base(geometry, hasBias, layer, wiring) =>
        _planes = new(wiring);

    protected override void TakeRows(int example, int y, float* rows, int stride)
    {
        if (y / 2 == _planes.Height) return;
        for (int channel = 0; channel < Channels; channel++)
        {
            long at = _planes.RowOf(channel, y / 2);
            RectifiedPooling.Forward(rows + channel * stride, rows + channel * stride + stride / 2, _planes.Width, 1, 0, OutputOf(example) + at, null, _planes.Places(example) + at);
        }
    }

    protected override void GiveGradient(int example, int channel, int first, int count, float* rows, int stride) =>
        _planes.Spread(OutputGradientOf(example), example, channel, first, count, rows, stride);
}
