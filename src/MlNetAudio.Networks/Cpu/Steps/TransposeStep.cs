using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A permutation that brings the last axes before the first ones: seen as a matrix of the former's columns, its transposition.</summary>
internal sealed unsafe class TransposeStep : LayerStep
{
    private readonly Action<int, int> _forward, _backward;

    /// <param name="first">Axes of the input that come to stand last.</param>
    public TransposeStep(int first, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        int rows = 1, columns = 1;
        for (int axis = 0; axis < layer.Input.Rank; axis++)
            if (axis < first) rows *= layer.Input[axis];
            else columns *= layer.Input[axis];
        _forward = (example, _) => Transposition.Of(InputOf(example), rows, columns, OutputOf(example));
        _backward = (example, _) => Transposition.Of(OutputGradientOf(example), columns, rows, InputGradientOf(example));
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }

    /// <summary>How many of the first axes come to stand last, in their order and behind the others in theirs; 0: it is no such permutation.</summary>
    public static int FirstAxes(Permute spec)
    {
        int rank = spec.Order.Count, first = spec.Order[0];
        for (int i = 0; i < rank; i++)
            if (spec.Order[i] != (first + i) % rank) return 0;
        return first;
    }
}
