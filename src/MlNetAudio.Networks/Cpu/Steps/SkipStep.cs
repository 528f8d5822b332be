using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// What a block of a skip network does with its output z: passes on input + z, and adds z to the contributions of the blocks before, in one sweep. The gradient of the contributions is the same for
/// every block and stays where it is, so backward is one sum: that of z.
/// </summary>
internal sealed unsafe class SkipStep : LayerStep
{
    /// <summary>Values that stay in the first-level cache between the two sums.</summary>
    private const int Chunk = 2048;

    private readonly Value _z, _total;
    private readonly Value? _contributed;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="contributed">By the blocks before; null: there are none, and z itself is the total.</param>
    public SkipStep(NetworkLayer layer, Wiring wiring, Value z, Value? contributed, Value total) : base(layer, wiring)
    {
        (_z, _contributed, _total) = (z, contributed, total);
        (_forward, _backward) = (ForwardExample, BackwardExample);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);

    /// <summary>What is passed on may stand in the place of z, so the contributions come first.</summary>
    private void ForwardExample(int example, int worker)
    {
        for (int start = 0; start < OutputCount; start += Chunk)
        {
            var z = At(_z.Activation, example, start);
            if (_contributed is not null) TensorPrimitives.Add(At(_contributed.Activation, example, start), z, At(_total.Activation, example, start));
            TensorPrimitives.Add(At(Wiring.Input.Activation, example, start), z, At(Wiring.Output.Activation, example, start));
        }
    }

    private void BackwardExample(int example, int worker)
    {
        for (int start = 0; start < OutputCount; start += Chunk)
            TensorPrimitives.Add(At(_total.Gradient, example, start), At(Wiring.Output.Gradient, example, start), At(_z.Gradient, example, start));
    }

    private Span<float> At(Block block, int example, int start) => new(Wiring.Arena.At(block) + (long)example * OutputCount + start, Math.Min(Chunk, OutputCount - start));
}
