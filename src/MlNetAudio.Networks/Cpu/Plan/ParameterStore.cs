using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>
/// Every parameter of a network with its gradient and Adam's two moments: four runs of floats in the same order, so that the optimiser is one sweep. Buffers, which no optimiser touches, lie
/// behind the parameters in the run of values alone.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly NetworkSpec _network;
    private readonly Arena _arena = new();
    private readonly Dictionary<string, Place> _places = [];
    private readonly Block _values, _gradients, _first, _second;

    public ParameterStore(NetworkSpec network)
    {
        _network = network;
        var layout = new Arena();
        long end = 0;
        foreach (var parameter in network.Parameters.OrderByDescending(parameter => parameter.IsTrainable))   // stable: the order of the layers within each kind
        {
            var block = layout.Reserve(parameter.Shape.Count);
            _places.Add(parameter.Name, new(block.Start, parameter.Shape.Count, parameter.IsTrainable));
            end = block.Start + block.Length;
            if (parameter.IsTrainable) Length = end;
        }
        (_values, _gradients, _first, _second) = (_arena.Reserve(end), _arena.Reserve(Length), _arena.Reserve(Length), _arena.Reserve(Length));
        _arena.Allocate(workers: 0);
    }

    private sealed record Place(long Start, int Count, bool IsTrainable);

    /// <summary>Trainable floats of one run, the gaps between parameters included; those stay zero.</summary>
    public long Length { get; }

    public float* Values => _arena.At(_values);

    public float* Gradients => _arena.At(_gradients);

    public float* FirstMoments => _arena.At(_first);

    public float* SecondMoments => _arena.At(_second);

    /// <param name="parameter">Its name within the layer: "weight". A buffer has no gradient.</param>
    public Parameter Of(NetworkLayer layer, string parameter)
    {
        var place = _places[layer.ParameterName(parameter)];
        return new((nint)(Values + place.Start), place.IsTrainable ? (nint)(Gradients + place.Start) : 0);
    }

    public ReadOnlySpan<float> Gradient(string name) => Of(Gradients, name);

    public NetworkWeights ReadWeights() => new(_network, Read(Values, _places.Keys));

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

    public OptimizerState ReadOptimizerState(long steps) => new(steps, Read(FirstMoments, Trainable), Read(SecondMoments, Trainable));

    /// <exception cref="ArgumentException">A moment is missing or has another length than its parameter.</exception>
    public void WriteOptimizerState(OptimizerState state)
    {
        foreach (var (moments, what) in ((IReadOnlyDictionary<string, float[]>, string)[])[(state.FirstMoments, "first"), (state.SecondMoments, "second")])
            foreach (string name in Trainable)
                if (!moments.TryGetValue(name, out float[]? values) || values.Length != _places[name].Count)
                    throw new ArgumentException($"The optimiser state needs {_places[name].Count} values as {what} moments of '{name}' but holds {values?.Length ?? 0}; it is of another network.", nameof(state));
        foreach (string name in Trainable)
        {
            state.FirstMoments[name].CopyTo(Of(FirstMoments, name));
            state.SecondMoments[name].CopyTo(Of(SecondMoments, name));
        }
    }

    private IEnumerable<string> Trainable => _places.Where(place => place.Value.IsTrainable).Select(place => place.Key);

    private Dictionary<string, float[]> Read(float* run, IEnumerable<string> names) => names.ToDictionary(name => name, name => Of(run, name).ToArray());

    private Span<float> Of(float* run, string name) => new(run + _places[name].Start, _places[name].Count);
}
