using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>In place where that may be. Its gradient asks only which outputs are positive; a dropout that works in place after it zeroes outputs whose gradient is zero anyway.</summary>
internal sealed unsafe class ReluStep : LayerStep
{
    private readonly Action<int, int> _forward, _backward;

    public ReluStep(NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _forward = (example, _) => Rectifier.Forward(InputOf(example), OutputOf(example), OutputCount);
        _backward = (example, _) => Rectifier.Backward(OutputOf(example), OutputGradientOf(example), OutputCount);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);
}
