using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Keeps the gates i, f, g, o and, beside them, c and tanh(c) of every row.</summary>
internal sealed unsafe class LstmDirection : RecurrentDirection
{
    private readonly Arena _arena;
    private readonly Block _cells, _cellTanhs;

    public LstmDirection(RecurrentLayer spec, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
        : base(spec, new(4, 4, [new(0, 0, 4)]), layer, wiring, input, states, place, direction)
    {
        long length = (long)wiring.Capacity * layer.Input[0] * Hidden;
        (_arena, _cells, _cellTanhs) = (wiring.Arena, wiring.Arena.Reserve(length), wiring.Arena.Reserve(length));
    }

    protected override void ForwardCell(float* sums, float* gates, long row, long previousRow, float* previous, float* state) =>
        LstmCell.Forward(sums, gates, Of(_cells, previousRow), Of(_cells, row), Of(_cellTanhs, row), state, Hidden);

    protected override void BackwardCell(float* gates, long row, long previousRow, float* previous, float* state, float* stateGradient, float* carry) =>
        LstmCell.Backward(gates, Of(_cells, previousRow), Of(_cellTanhs, row), stateGradient, carry, Hidden);

    /// <summary>A cell that begins backwards finds zeros.</summary>
    protected override void Rest(long row) => new Span<float>(Of(_cells, row), Hidden).Clear();

    private float* Of(Block block, long row) => row < 0 ? null : _arena.At(block) + row * Hidden;
}
