using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A linear layer along the last axis; everything before it is rows.</summary>
internal sealed unsafe class LinearStep : LayerStep
{
    private readonly DenseLayer _dense;
    private readonly int _rows;

    public LinearStep(Linear spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _rows = InputCount / layer.Input[^1];
        _dense = new(
            wiring, wiring.Parameters.Of(layer, "weight"), spec.HasBias ? wiring.Parameters.Of(layer, "bias") : null, checked(wiring.Capacity * _rows), layer.Input[^1], spec.Units);
    }

    public override void Forward(int batch, RunMode mode) => _dense.Forward(InputOf(0), OutputOf(0), batch * _rows);

    public override void Backward(int batch) => _dense.Backward(InputOf(0), OutputGradientOf(0), Wiring.NeedsInputGradient ? InputGradientOf(0) : null, batch * _rows);
}
