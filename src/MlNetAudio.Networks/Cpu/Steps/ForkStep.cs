using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>One value that several branches read: nothing to do forward; backward, the sum of their gradients, in the place of the first.</summary>
internal sealed unsafe class ForkStep : LayerStep
{
    private readonly Action<int, int> _backward;

    public ForkStep(NetworkLayer layer, Wiring wiring, Block[] others) : base(layer, wiring) => _backward = (example, _) =>
    {
        var sum = new Span<float>(InputGradientOf(example), InputCount);
        foreach (var other in others) TensorPrimitives.Add(sum, new ReadOnlySpan<float>(Wiring.Arena.At(other) + (long)example * InputCount, InputCount), sum);
    };

    public override void Forward(int batch, RunMode mode) { }

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);
}
