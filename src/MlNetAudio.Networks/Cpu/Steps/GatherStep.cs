using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Fetches each output value from its place in the input, found in a table made once; places outside are zeros. Permutations, repetitions, padding and cropping.</summary>
internal sealed unsafe class GatherStep : LayerStep
{
    private readonly Action<int, int> _forward, _backward;

    /// <param name="sources">For each output value in memory order the index of its input value, or −1 for zero.</param>
    public GatherStep(int[] sources, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _forward = (example, _) =>
        {
            float* input = InputOf(example), output = OutputOf(example);
            for (int i = 0; i < sources.Length; i++) output[i] = sources[i] < 0 ? 0 : input[sources[i]];
        };
        _backward = (example, _) =>
        {
            float* inputGradient = InputGradientOf(example), outputGradient = OutputGradientOf(example);
            new Span<float>(inputGradient, InputCount).Clear();
            for (int i = 0; i < sources.Length; i++)
                if (sources[i] >= 0) inputGradient[sources[i]] += outputGradient[i];
        };
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }

    public static int[] Sources(Permute spec, Shape input, Shape output) => Sources(output, input, (index, source) =>
    {
        for (int axis = 0; axis < index.Length; axis++) source[spec.Order[axis]] = index[axis];
    });

    public static int[] Sources(UpsampleNearest spec, Shape input, Shape output)
    {
        var factors = spec.FactorsFor(input);
        return Sources(output, input, (index, source) =>
        {
            source[0] = index[0];
            for (int axis = 1; axis < index.Length; axis++) source[axis] = index[axis] / factors[axis - 1];
        });
    }

    public static int[] Sources(FrameLayer spec, Shape input, Shape output)
    {
        var margins = spec.Margins(input);
        return Sources(output, input, (index, source) =>
        {
            source[0] = index[0];
            for (int axis = 1; axis < index.Length; axis++) source[axis] = index[axis] - margins[axis - 1].Before;
        });
    }

    /// <param name="find">From an output index to the input's, one number per axis; outside the input means zero.</param>
    private static int[] Sources(Shape output, Shape input, Action<int[], int[]> find)
    {
        int[] sources = new int[output.Count], index = new int[output.Rank], source = new int[input.Rank];
        for (int i = 0; i < sources.Length; i++)
        {
            find(index, source);
            int place = 0;
            for (int axis = 0; axis < source.Length && place >= 0; axis++)
                place = source[axis] < 0 || source[axis] >= input[axis] ? -1 : place * input[axis] + source[axis];
            sources[i] = place;
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == output[axis]; axis--) index[axis] = 0;
        }
        return sources;
    }
}
