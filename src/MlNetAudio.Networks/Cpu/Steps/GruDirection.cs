using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Keeps r, z, n and m of every row: the third gate of the hidden weights stands apart, because r lets it through only in part.</summary>
internal sealed unsafe class GruDirection(RecurrentLayer spec, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    : RecurrentDirection(spec, new(4, 3, [new(0, 0, 2), new(3, 2, 1)]), layer, wiring, input, states, place, direction)
{
    protected override bool PassesStateGradient => true;

    protected override void ForwardCell(float* sums, float* gates, long row, long previousRow, float* previous, float* state) => GruCell.Forward(sums, gates, previous, state, Hidden);

    protected override void BackwardCell(float* gates, long row, long previousRow, float* previous, float* state, float* stateGradient, float* carry) =>
        GruCell.Backward(gates, previous, stateGradient, Hidden);
}
