namespace MlNetAudio.Networks;

/// <summary>The values of every parameter and buffer of a network by full name ("0.weight"), in PyTorch's layouts, row-major.</summary>
public sealed class NetworkWeights
{
    private readonly Dictionary<string, float[]> _values;

    /// <exception cref="ArgumentException">A parameter of the network is missing, has another length, or a name is unknown to it.</exception>
    public NetworkWeights(NetworkSpec network, IReadOnlyDictionary<string, float[]> values)
    {
        _values = new(values.Count);
        foreach (var parameter in network.Parameters)
        {
            if (!values.TryGetValue(parameter.Name, out float[]? array)) throw new ArgumentException($"The weights hold no '{parameter.Name}' {parameter.Shape}.", nameof(values));
            if (array.Length != parameter.Shape.Count)
                throw new ArgumentException($"'{parameter.Name}' needs {parameter.Shape}, {parameter.Shape.Count} values, but the weights hold {array.Length}.", nameof(values));
            _values.Add(parameter.Name, array);
        }
        if (_values.Count != values.Count)
            throw new ArgumentException($"The network has no parameter '{values.Keys.First(name => !_values.ContainsKey(name))}'.", nameof(values));
    }

    public ReadOnlySpan<float> this[string name] => _values[name];

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Not to be written to.</summary>
    internal IReadOnlyDictionary<string, float[]> Values => _values;
}
