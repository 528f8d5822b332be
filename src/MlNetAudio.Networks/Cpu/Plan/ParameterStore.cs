using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>
/// Every parameter of a network with its gradient: two runs of floats in the same order, so that an optimiser is one sweep. Buffers, which no optimiser touches, lie
/// behind the parameters in the run of values alone.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly NetworkSpec _network;
    private readonly Arena _arena = new();
    private readonly Dictionary<string, Place> _places = [];
    private readonly Block _values, _gradients;

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
        (_values, _gradients) = (_arena.Reserve(end), _arena.Reserve(Length));
        _arena.Allocate(workers: 0);
    }

    private sealed record Place(long Start, int Count, bool IsTrainable);

    /// <summary>Trainable floats of one run, the gaps between parameters included; those stay zero.</summary>
    public long Length { get; }

    public float* Values => _arena.At(_values);

    public float* Gradients => _arena.At(_gradients);

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

    private Dictionary<string, float[]> Read(float* run, IEnumerable<string> names) => names.ToDictionary(name => name, name => Of(run, name).ToArray());

    private Span<float> Of(float* run, string name) => new(run + _places[name].Start, _places[name].Count);
}
