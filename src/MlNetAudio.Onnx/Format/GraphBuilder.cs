using System.Globalization;

namespace MlNetAudio.Onnx.Format;

/// <summary>Collects a graph node by node. A node has one output, which bears the node's name; small constants are named by their value and kept once.</summary>
internal sealed class GraphBuilder(string name, string documentation)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _initializers = [];
    private readonly List<OnnxValueInfo> _inputs = [], _outputs = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Domains of the operators used so far; empty for the standard ones.</summary>
    public IEnumerable<string> Domains => _nodes.Select(node => node.Domain).Distinct();

    public string Input(OnnxValueInfo value)
    {
        Claim(value.Name);
        _inputs.Add(value);
        return value.Name;
    }

    /// <summary>Declares a value that some node makes as an output of the graph.</summary>
    public void Output(OnnxValueInfo value) => _outputs.Add(value);

    /// <summary>An operator of the standard domain.</summary>
    /// <returns>The name of its output: the node's own.</returns>
    public string Add(string name, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) => Add(new(type, name, inputs, [name], attributes));

    /// <returns>The name of the first output that is not left out.</returns>
    public string Add(OnnxNode node)
    {
        string[] outputs = [.. node.Outputs.Where(output => output.Length > 0)];
        foreach (string output in outputs) Claim(output);
        _nodes.Add(node);
        return outputs[0];
    }

    /// <summary>A constant with a name of its own: weights, tables.</summary>
    public string Constant(OnnxTensor tensor)
    {
        Claim(tensor.Name);
        _initializers.Add(tensor.Name, tensor);
        return tensor.Name;
    }

    /// <summary>[values.Length], shared between all who name the same values.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        string name = "integers/" + string.Join("_", values.ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)));
        return Shared(OnnxTensor.Of(name, values, values.Length));
    }

    /// <summary>A scalar.</summary>
    public string Integer(long value) => Shared(OnnxTensor.Of("integer/" + value.ToString(CultureInfo.InvariantCulture), [value]));

    /// <inheritdoc cref="Integer"/>
    public string Single(float value) => Shared(OnnxTensor.Of("float/" + value.ToString("R", CultureInfo.InvariantCulture), [value]));

    /// <inheritdoc cref="Integer"/>
    public string Double(double value) => Shared(OnnxTensor.Of("double/" + value.ToString("R", CultureInfo.InvariantCulture), [value]));

    public OnnxGraph Build() => new(name, _nodes, [.. _initializers.Values], _inputs, _outputs, documentation);

    private string Shared(OnnxTensor tensor)
    {
        _initializers.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    private void Claim(string value)
    {
        if (!_names.Add(value)) throw new InvalidOperationException($"Two values of the graph are called '{value}'.");
    }
}
