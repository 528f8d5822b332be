using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A single gate.</summary>
internal sealed class RnnDirection(Rnn spec, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    : RecurrentDirection(spec, new(1, 1, [new(0, 0, 1)]), layer, wiring, input, states, place, direction)
{
    protected override void ForwardCell(ReadOnlySpan<float> sums, Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, Span<float> state) =>
        RnnCell.Forward(spec.UsesRelu, sums, state);

    protected override void BackwardCell(Span<float> gates, long row, long previousRow, ReadOnlySpan<float> previous, ReadOnlySpan<float> state, Span<float> hiddenGradient, Span<float> carry) =>
        RnnCell.Backward(spec.UsesRelu, state, hiddenGradient, gates);
}
