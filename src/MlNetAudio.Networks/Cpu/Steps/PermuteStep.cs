using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Copies each value to its new place, found in a table made once.</summary>
internal sealed unsafe class PermuteStep : LayerStep
{
    private readonly int[] _source;
    private readonly Action<int, int> _forward, _backward;

    public PermuteStep(Permute spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _source = Sources(spec.Order, layer.Input);
        _forward = (example, _) =>
        {
            float* input = InputOf(example), output = OutputOf(example);
            for (int i = 0; i < _source.Length; i++) output[i] = input[_source[i]];
        };
        _backward = (example, _) =>
        {
            float* inputGradient = InputGradientOf(example), outputGradient = OutputGradientOf(example);
            for (int i = 0; i < _source.Length; i++) inputGradient[_source[i]] = outputGradient[i];
        };
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }

    /// <summary>For each output value in memory order, the index of its input value.</summary>
    private static int[] Sources(IReadOnlyList<int> order, Shape input)
    {
        int[] strides = new int[input.Rank], sources = new int[input.Count], index = new int[input.Rank];
        for (int axis = input.Rank - 1, stride = 1; axis >= 0; stride *= input[axis], axis--) strides[axis] = stride;
        for (int i = 0; i < sources.Length; i++)
        {
            for (int axis = 0; axis < index.Length; axis++) sources[i] += index[axis] * strides[order[axis]];
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == input[order[axis]]; axis--) index[axis] = 0;
        }
        return sources;
    }
}
