using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Every parameter of a network with its gradient and Adam's two moments: four runs of floats in the same order, so that the optimiser is one sweep.</summary>
internal sealed unsafe class ParameterStore
{
    private readonly NetworkSpec _network;
    private readonly Arena _arena = new();
    private readonly Dictionary<string, (Block Block, int Count)> _places = [];
    private readonly Block _values, _gradients, _first, _second;

    public ParameterStore(NetworkSpec network)
    {
        _network = network;
        var layout = new Arena();
        long end = 0;
        foreach (var parameter in network.Parameters)
        {
            var block = layout.Reserve(parameter.Shape.Count);
            _places.Add(parameter.Name, (block, parameter.Shape.Count));
            end = block.Start + block.Length;
        }
        Length = end;
        (_values, _gradients, _first, _second) = (_arena.Reserve(end), _arena.Reserve(end), _arena.Reserve(end), _arena.Reserve(end));
        _arena.Allocate(workers: 0);
    }

    /// <summary>Floats of one run, the gaps between parameters included; those stay zero.</summary>
    public long Length { get; }

    public float* Values => _arena.At(_values);

    public float* Gradients => _arena.At(_gradients);

    public float* FirstMoments => _arena.At(_first);

    public float* SecondMoments => _arena.At(_second);

    /// <param name="parameter">Its name within the layer: "weight".</param>
    public Parameter Of(NetworkLayer layer, string parameter)
    {
        long start = _places[$"{layer.Name}.{parameter}"].Block.Start;
        return new((nint)(Values + start), (nint)(Gradients + start));
    }

    public ReadOnlySpan<float> Gradient(string name) => Of(Gradients, name);

    public NetworkWeights ReadWeights() => new(_network, Read(Values));

    public void WriteWeights(NetworkWeights weights)
    {
        foreach (string name in _places.Keys)
        {
            var values = weights[name];
            var target = Of(Values, name);
            if (values.Length != target.Length) throw new ArgumentException($"'{name}' needs {target.Length} values but the weights hold {values.Length}; they are of another network.", nameof(weights));
            values.CopyTo(target);
        }
    }

    public OptimizerState ReadOptimizerState(long steps) => new(steps, Read(FirstMoments), Read(SecondMoments));

    /// <exception cref="ArgumentException">A moment is missing or has another length than its parameter.</exception>
    public void WriteOptimizerState(OptimizerState state)
    {
        foreach (var (moments, what) in ((IReadOnlyDictionary<string, float[]>, string)[])[(state.FirstMoments, "first"), (state.SecondMoments, "second")])
            foreach (var (name, (_, count)) in _places)
                if (!moments.TryGetValue(name, out float[]? values) || values.Length != count)
                    throw new ArgumentException($"The optimiser state needs {count} values as {what} moments of '{name}' but holds {values?.Length ?? 0}; it is of another network.", nameof(state));
        foreach (string name in _places.Keys)
        {
            state.FirstMoments[name].CopyTo(Of(FirstMoments, name));
            state.SecondMoments[name].CopyTo(Of(SecondMoments, name));
        }
    }

    private Dictionary<string, float[]> Read(float* run) => _places.Keys.ToDictionary(name => name, name => Of(run, name).ToArray());

    private Span<float> Of(float* run, string name) => new(run + _places[name].Block.Start, _places[name].Count);
}
