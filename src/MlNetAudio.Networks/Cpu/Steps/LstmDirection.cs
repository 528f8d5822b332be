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

    protected override void ForwardCell(ReadOnlySpan<float> sums, Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, Span<float> state) =>
        LstmCell.Forward(sums, gates, Previous(previousRow), Of(_cells, row), Of(_cellTanhs, row), state);

    protected override void BackwardCell(Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, ReadOnlySpan<float> state, Span<float> hiddenGradient, Span<float> carry) =>
        LstmCell.Backward(gates, Previous(previousRow), Of(_cellTanhs, row), hiddenGradient, carry);

    private Span<float> Of(Block block, long row) => new(_arena.At(block) + row * Hidden, Hidden);

    private ReadOnlySpan<float> Previous(long row) => row < 0 ? [] : Of(_cells, row);
}
