using System.Globalization;
using System.Security.Cryptography;

namespace MlNetAudio.Onnx.Format;

/// <summary>
/// Collects a graph node by node. A node has one output, which bears the node's name; constants that are equal are kept once. An operator that is asked for again with the same inputs and
/// attributes is the node that is there: whatever two parts of a model have in common is computed once.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly string _name, _documentation, _scope;
    private readonly Contents _contents;

    public GraphBuilder(string name, string documentation) => (_name, _documentation, _scope, _contents) = (name, documentation, "", new());

    private GraphBuilder(GraphBuilder outer, string scope) => (_name, _documentation, _scope, _contents) = (outer._name, outer._documentation, $"{outer._scope}{scope}/", outer._contents);

    /// <summary>Domains of the operators used so far; empty for the standard ones.</summary>
    public IEnumerable<string> Domains => _contents.Nodes.Select(node => node.Domain).Distinct();

    /// <summary>The same graph, in which the names of new values begin with "scope/".</summary>
    public GraphBuilder Within(string scope) => new(this, scope);

    public string Input(OnnxValueInfo value)
    {
        Claim(value.Name);
        _contents.Inputs.Add(value);
        return value.Name;
    }

    /// <summary>Declares a value as an output of the graph, under a name of its own.</summary>
    /// <param name="value">Name of what some node makes.</param>
    public void Output(OnnxValueInfo output, string value)
    {
        Claim(output.Name);
        _contents.Nodes.Add(new("Identity", output.Name, [value], [output.Name], []));
        _contents.Outputs.Add(output);
    }

    /// <summary>Declares a value that some node makes as an output of the graph.</summary>
    public void Output(OnnxValueInfo value) => _contents.Outputs.Add(value);

    /// <summary>An operator of the standard domain.</summary>
    /// <returns>The name of its output: the node's own, or that of an equal node that is there.</returns>
    public string Add(string name, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        var node = new OnnxNode(type, name, inputs, [name], attributes);
        return type == "Dropout" ? Add(node) : AddOnce(node);   // chance: two of them are not equal
    }

    /// <summary>A node of any outputs, unless one is there that computes the same.</summary>
    /// <returns>The name of the first output.</returns>
    public string AddOnce(OnnxNode node)
    {
        string computed = $"{node.Domain}:{node.Operator}({string.Join(", ", node.Inputs)}){string.Concat(node.Attributes)}";
        if (!_contents.Computed.TryGetValue(computed, out string? output)) _contents.Computed.Add(computed, output = Add(node));
        return output;
    }

    /// <summary>A node of any domain and with any outputs, which is never taken for another.</summary>
    /// <returns>The name of the first output that is not left out.</returns>
    public string Add(OnnxNode node)
    {
        string[] outputs = [.. node.Outputs.Select(output => output.Length > 0 ? _scope + output : "")];
        foreach (string output in outputs.Where(output => output.Length > 0)) Claim(output);
        _contents.Nodes.Add(node with { Name = _scope + node.Name, Outputs = outputs });
        return outputs.First(output => output.Length > 0);
    }

    /// <summary>A constant with a name of its own: weights.</summary>
    public string Constant(OnnxTensor tensor)
    {
        string name = _scope + tensor.Name;
        Claim(name);
        _contents.Initializers.Add(name, tensor with { Name = name });
        return name;
    }

    /// <summary>A constant that is known by its content: one that is there already keeps its name.</summary>
    public string Table(OnnxTensor tensor)
    {
        string content = $"{tensor.ElementType}[{string.Join(", ", tensor.Dimensions)}]{Convert.ToHexString(SHA256.HashData(tensor.RawData.Span))}";
        if (!_contents.Tables.TryGetValue(content, out string? name)) _contents.Tables.Add(content, name = Constant(tensor));
        return name;
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

    public OnnxGraph Build() => new(_name, _contents.Nodes, [.. _contents.Initializers.Values], _contents.Inputs, _contents.Outputs, _documentation);

    private string Shared(OnnxTensor tensor)
    {
        _contents.Initializers.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    private void Claim(string value)
    {
        if (!_contents.Names.Add(value)) throw new InvalidOperationException($"Two values of the graph are called '{value}'.");
    }

    /// <summary>What all scopes of a graph write to.</summary>
    private sealed class Contents
    {
        public List<OnnxNode> Nodes { get; } = [];

        public Dictionary<string, OnnxTensor> Initializers { get; } = [];

        public List<OnnxValueInfo> Inputs { get; } = [];

        public List<OnnxValueInfo> Outputs { get; } = [];

        public HashSet<string> Names { get; } = [];

        /// <summary>What a node computes → its output.</summary>
        public Dictionary<string, string> Computed { get; } = [];

        /// <summary>Type, shape and digest of the values → name.</summary>
        public Dictionary<string, string> Tables { get; } = [];
    }
}
