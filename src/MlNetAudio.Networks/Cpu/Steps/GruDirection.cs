using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Keeps r, z, n and m of every row: the third gate of the hidden weights stands apart, because r lets it through only in part.</summary>
internal sealed class GruDirection(RecurrentLayer spec, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    : RecurrentDirection(spec, new(4, 3, [new(0, 0, 2), new(3, 2, 1)]), layer, wiring, input, states, place, direction)
{
    protected override bool PassesHiddenGradient => true;

    protected override void ForwardCell(ReadOnlySpan<float> sums, Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, Span<float> state) =>
        GruCell.Forward(sums, gates, previous, state);

    protected override void BackwardCell(Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, ReadOnlySpan<float> state, Span<float> hiddenGradient, Span<float> carry) =>
        GruCell.Backward(gates, previous, hiddenGradient);
}
