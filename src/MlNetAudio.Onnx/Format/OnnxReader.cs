using Google.Protobuf;

namespace MlNetAudio.Onnx.Format;

/// <summary>The bytes of an .onnx file → OnnxModel. Reads what OnnxWriter writes, and of other writers' files what this project can use.</summary>
/// <remarks>Damaged bytes, subgraphs and values kept in other files are an InvalidDataException that says which.</remarks>
internal static class OnnxReader
{
    /// <exception cref="InvalidDataException">The bytes are no ONNX model, are cut off, or hold what is not read here.</exception>
    public static OnnxModel Read(byte[] bytes)
    {
        long irVersion = 0;
        string producerName = "", producerVersion = "", documentation = "";
        OnnxGraph? graph = null;
        List<OnnxOperatorSet> operatorSets = [];
        List<KeyValuePair<string, string>> metadata = [];
        var message = new MessageReader(UnsafeByteOperations.UnsafeWrap(bytes), "The model");
        while (message.Next())
            switch (message.Field)
            {
                case 1: irVersion = message.Integer(); break;
                case 2: producerName = message.Text(); break;
                case 3: producerVersion = message.Text(); break;
                case 6: documentation = message.Text(); break;
                case 7: graph = ReadGraph(message.Message("The graph")); break;
                case 8: operatorSets.Add(ReadOperatorSet(message.Message("An operator set"))); break;
                case 14: metadata.Add(ReadProperty(message.Message("A metadata entry"))); break;
                default: message.Skip(); break;
            }
        if (irVersion <= 0 || graph is null) throw new InvalidDataException("These bytes are no ONNX model: an IR version and a graph are missing.");
        return new()
        {
            IrVersion = irVersion,
            ProducerName = producerName,
            ProducerVersion = producerVersion,
            Documentation = documentation,
            Graph = graph,
            OperatorSets = operatorSets,
            Metadata = metadata,
        };
    }

    /// <summary>StringStringEntryProto.</summary>
    public static KeyValuePair<string, string> ReadProperty(MessageReader message)
    {
        string key = "", value = "";
        while (message.Next())
            switch (message.Field)
            {
                case 1: key = message.Text(); break;
                case 2: value = message.Text(); break;
                default: message.Skip(); break;
            }
        return new(key, value);
    }

    private static OnnxOperatorSet ReadOperatorSet(MessageReader message)
    {
        string domain = "";
        long version = 0;
        while (message.Next())
            switch (message.Field)
            {
                case 1: domain = message.Text(); break;
                case 2: version = message.Integer(); break;
                default: message.Skip(); break;
            }
        return new(domain, version);
    }

    private static OnnxGraph ReadGraph(MessageReader message)
    {
        string name = "", documentation = "";
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValueInfo> inputs = [], outputs = [];
        while (message.Next())
            switch (message.Field)
            {
                case 1: nodes.Add(ReadNode(message.Message("A node"))); break;
                case 2: name = message.Text(); break;
                case 5: initializers.Add(TensorReader.Read(message.Message("A tensor"))); break;
                case 10: documentation = message.Text(); break;
                case 11: inputs.Add(ReadValue(message.Message("An input"))); break;
                case 12: outputs.Add(ReadValue(message.Message("An output"))); break;
                case 15: throw new InvalidDataException("The graph holds sparse constants, which are not read here.");
                default: message.Skip(); break;
            }
        return new(name, nodes, initializers, inputs, outputs, documentation);
    }

    private static OnnxNode ReadNode(MessageReader message)
    {
        string name = "", type = "", domain = "";
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        while (message.Next())
            switch (message.Field)
            {
                case 1: inputs.Add(message.Text()); break;
                case 2: outputs.Add(message.Text()); break;
                case 3: name = message.Text(); break;
                case 4: type = message.Text(); break;
                case 5: attributes.Add(AttributeReader.Read(message.Message("An attribute"))); break;
                case 7: domain = message.Text(); break;
                default: message.Skip(); break;
            }
        return new(type, name, inputs, outputs, attributes, domain);
    }

    private static OnnxValueInfo ReadValue(MessageReader message)
    {
        string name = "", documentation = "";
        (OnnxElementType Type, List<OnnxDimension> Dimensions) tensor = (OnnxElementType.Undefined, []);
        while (message.Next())
            switch (message.Field)
            {
                case 1: name = message.Text(); break;
                case 2: tensor = ReadType(message.Message("A type")); break;
                case 3: documentation = message.Text(); break;
                default: message.Skip(); break;
            }
        return new(name, tensor.Type, tensor.Dimensions, documentation);
    }

    private static (OnnxElementType Type, List<OnnxDimension> Dimensions) ReadType(MessageReader message)
    {
        var elementType = OnnxElementType.Undefined;
        List<OnnxDimension> dimensions = [];
        while (message.Next())
        {
            if (message.Field != 1)   // sequences, maps, optional values
            {
                message.Skip();
                continue;
            }
            var tensor = message.Message("A tensor type");
            while (tensor.Next())
                switch (tensor.Field)
                {
                    case 1: elementType = (OnnxElementType)tensor.Integer(); break;
                    case 2: ReadShape(tensor.Message("A shape"), dimensions); break;
                    default: tensor.Skip(); break;
                }
        }
        return (elementType, dimensions);
    }

    private static void ReadShape(MessageReader message, List<OnnxDimension> dimensions)
    {
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }
            OnnxDimension dimension = default;
            var entry = message.Message("A dimension");
            while (entry.Next())
                switch (entry.Field)
                {
                    case 1: dimension = entry.Integer(); break;
                    case 2: dimension = entry.Text(); break;
                    default: entry.Skip(); break;
                }
            dimensions.Add(dimension);
        }
    }
}
