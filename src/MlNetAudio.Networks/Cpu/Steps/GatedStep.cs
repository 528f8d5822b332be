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
            new(InputOf(example), OutputCount), Of(_gate.Activation, example), Of(_tanhs, example), Of(_sigmoids, example), new(OutputOf(example), OutputCount));
        _backward = (example, _) => GatedUnit.Backward(
            Of(_tanhs, example), Of(_sigmoids, example), new(OutputGradientOf(example), OutputCount), Of(Wiring.Input.Gradient, example), Of(_gate.Gradient, example));
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);

    private Span<float> Of(Block block, int example) => new(Wiring.Arena.At(block) + (long)example * OutputCount, OutputCount);
}
