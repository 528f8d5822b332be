using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// One function of each value. Where the gradient can do with the output it works in place where that may be; the ReLU's asks only which outputs are positive, so a dropout may work in place
/// after it: it zeroes outputs whose gradient is zero anyway.
/// </summary>
internal sealed unsafe class ActivationStep<TFunction> : LayerStep
    where TFunction : struct, IActivation
{
    private readonly Action<int, int> _forward, _backward;

    public ActivationStep(TFunction function, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _forward = (example, _) => Activation.Forward(function, new(InputOf(example), InputCount), new(OutputOf(example), OutputCount));
        _backward = (example, _) => Activation.Backward(
            function, new(TFunction.SlopeNeedsInput ? InputOf(example) : OutputOf(example), InputCount), new(OutputGradientOf(example), OutputCount), new(InputGradientOf(example), InputCount));
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);
}
