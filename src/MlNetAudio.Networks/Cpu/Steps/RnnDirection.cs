using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A single gate.</summary>
internal sealed unsafe class RnnDirection(Rnn spec, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    : RecurrentDirection(spec, new(1, 1, [new(0, 0, 1)]), layer, wiring, input, states, place, direction)
{
    protected override void ForwardCell(float* sums, float* gates, long row, long previousRow, float* previous, float* state) => RnnCell.Forward(spec.UsesRelu, sums, state, Hidden);

    protected override void BackwardCell(float* gates, long row, long previousRow, float* previous, float* state, float* stateGradient, float* carry) =>
        RnnCell.Backward(spec.UsesRelu, state, stateGradient, gates, Hidden);
}
