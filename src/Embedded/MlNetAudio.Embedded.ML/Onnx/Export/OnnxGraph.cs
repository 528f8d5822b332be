using System.Runtime.InteropServices;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A graph under construction. Tensors are [rows, slots]; rows is open.</summary>
internal sealed class OnnxGraph
{
    private const string MachineLearning = "ai.onnx.ml";

    private readonly List<ProtobufMessage> _nodes = [], _constants = [], _inputs = [], _outputs = [];
    private int _names;

    public OnnxValue Input(string name, int elementType, int size)
    {
        _inputs.Add(Info(new(name, elementType, size)));
        return new(name, elementType, size);
    }

    /// <summary>The value under a name of its own, as an output.</summary>
    public void Output(string name, OnnxValue value)
    {
        _nodes.Add(Node("Identity", "", [value.Name], name));
        _outputs.Add(Info(value with { Name = name }));
    }

    /// <summary>A constant [1, values].</summary>
    public OnnxValue Constant(params ReadOnlySpan<float> values) => Constant(MemoryMarshal.AsBytes(values), OnnxValue.Float, [1, values.Length]);

    /// <summary>A constant [1, values].</summary>
    public OnnxValue Constant(params ReadOnlySpan<long> values) => Constant(MemoryMarshal.AsBytes(values), OnnxValue.Int64, [1, values.Length]);

    /// <summary>A constant [rows, columns], row-major.</summary>
    public OnnxValue Matrix(ReadOnlySpan<float> values, int columns) => Constant(MemoryMarshal.AsBytes(values), OnnxValue.Float, [values.Length / columns, columns]);

    public OnnxValue Add(string operation, OnnxValue[] inputs, int elementType, int size, params (string Name, object Value)[] attributes) =>
        Add(operation, "", inputs, elementType, size, attributes);

    /// <summary>A node of the operators for classical models.</summary>
    public OnnxValue AddClassical(string operation, OnnxValue[] inputs, int elementType, int size, params (string Name, object Value)[] attributes) =>
        Add(operation, MachineLearning, inputs, elementType, size, attributes);

    public OnnxValue Cast(OnnxValue value, int elementType) => value.ElementType == elementType ? value : Add("Cast", [value], elementType, value.Size, ("to", (long)elementType));

    public byte[] ToModel(int opsetVersion)
    {
        var graph = new ProtobufMessage();
        foreach (var node in _nodes) graph.Add(1, node);
        graph.Add(2, "model");
        foreach (var constant in _constants) graph.Add(5, constant);
        foreach (var input in _inputs) graph.Add(11, input);
        foreach (var output in _outputs) graph.Add(12, output);
        return new ProtobufMessage()
            .Add(1, opsetVersion >= 12 ? 7L : 6)   // IR version
            .Add(2, "MlNetAudio.Embedded.ML")
            .Add(7, graph)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, (long)opsetVersion))
            .Add(8, new ProtobufMessage().Add(1, MachineLearning).Add(2, 2L))
            .ToArray();
    }

    private OnnxValue Add(string operation, string domain, OnnxValue[] inputs, int elementType, int size, (string Name, object Value)[] attributes)
    {
        string name = $"t{_names++}";
        _nodes.Add(Node(operation, domain, [.. inputs.Select(input => input.Name)], name, attributes));
        return new(name, elementType, size);
    }

    private OnnxValue Constant(ReadOnlySpan<byte> bytes, int elementType, int[] dimensions)
    {
        string name = $"c{_names++}";
        var tensor = new ProtobufMessage();
        foreach (int dimension in dimensions) tensor.Add(1, (long)dimension);
        _constants.Add(tensor.Add(2, (long)elementType).Add(8, name).Add(9, bytes));
        return new(name, elementType, dimensions[^1]);
    }

    private static ProtobufMessage Node(string operation, string domain, string[] inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs) node.Add(1, input);
        node.Add(2, output).Add(3, output).Add(4, operation);
        foreach (var (name, value) in attributes) node.Add(5, Attribute(name, value));
        return domain.Length > 0 ? node.Add(7, domain) : node;
    }

    private static ProtobufMessage Attribute(string name, object value)
    {
        var attribute = new ProtobufMessage().Add(1, name);
        switch (value)
        {
            case long number:
                return attribute.Add(3, number).Add(20, 2L);
            case string text:
                return attribute.Add(4, text).Add(20, 3L);
            case float[] numbers:
                foreach (float number in numbers) attribute.Add(7, number);
                return attribute.Add(20, 6L);
            case long[] numbers:
                foreach (long number in numbers) attribute.Add(8, number);
                return attribute.Add(20, 7L);
            case string[] texts:
                foreach (string text in texts) attribute.Add(9, text);
                return attribute.Add(20, 8L);
            default:
                throw new ArgumentException($"No attribute holds a {value.GetType()}.", nameof(value));
        }
    }

    private static ProtobufMessage Info(OnnxValue value)
    {
        var shape = new ProtobufMessage().Add(1, new ProtobufMessage().Add(2, "N")).Add(1, new ProtobufMessage().Add(1, (long)value.Size));
        var type = new ProtobufMessage().Add(1, new ProtobufMessage().Add(1, (long)value.ElementType).Add(2, shape));
        return new ProtobufMessage().Add(1, value.Name).Add(2, type);
    }
}
