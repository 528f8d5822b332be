using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>tanh(filter) · σ(gate); both factors are kept for the gradient, in the place of what they come from where that may be.</summary>
internal sealed unsafe class GatedStep : LayerStep
{
    private readonly Value _gate;
    private readonly Block _tanhs, _sigmoids;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="gate">The filter is the wiring's input.</param>
    public GatedStep(NetworkLayer layer, Wiring wiring, Value gate, Block tanhs, Block sigmoids) : base(layer, wiring)
    {
        (_gate, _tanhs, _sigmoids) = (gate, tanhs, sigmoids);
        _forward = (example, _) => GatedUnit.Forward(
            InputOf(example), Of(_gate.Activation, example), Of(_tanhs, example), Of(_sigmoids, example), OutputOf(example), OutputCount);
        _backward = (example, _) => GatedUnit.Backward(
            Of(_tanhs, example), Of(_sigmoids, example), OutputGradientOf(example), Of(Wiring.Input.Gradient, example), Of(_gate.Gradient, example), OutputCount);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);

    private float* Of(Block block, int example) => Wiring.Arena.At(block) + (long)example * OutputCount;
}
