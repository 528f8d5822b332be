using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>y = a + b, in the place of either where that may be. The gradient of the sum is that of a, in place, and is copied for b.</summary>
internal sealed unsafe class SumStep : LayerStep
{
    private readonly Value _second;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="second">b; a is the wiring's input.</param>
    public SumStep(NetworkLayer layer, Wiring wiring, Value second) : base(layer, wiring)
    {
        _second = second;
        _forward = (example, _) => TensorPrimitives.Add(
            new ReadOnlySpan<float>(InputOf(example), OutputCount), new ReadOnlySpan<float>(Wiring.Arena.At(_second.Activation) + (long)example * OutputCount, OutputCount), new(OutputOf(example), OutputCount));
        _backward = (example, _) => new ReadOnlySpan<float>(OutputGradientOf(example), OutputCount).CopyTo(new(Wiring.Arena.At(_second.Gradient) + (long)example * OutputCount, OutputCount));
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient && _second.NeedsGradient) Wiring.Team.Run(batch, _backward);
    }
}
