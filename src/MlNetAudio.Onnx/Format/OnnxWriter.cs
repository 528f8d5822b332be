namespace MlNetAudio.Onnx.Format;

/// <summary>OnnxModel → the bytes of an .onnx file. The same model gives the same bytes.</summary>
internal static class OnnxWriter
{
    public static byte[] Write(OnnxModel model) => MessageWriter.Write(message =>
    {
        message.Integer(1, model.IrVersion);
        message.TextUnlessEmpty(2, model.ProducerName);
        message.TextUnlessEmpty(3, model.ProducerVersion);
        message.TextUnlessEmpty(6, model.Documentation);
        message.Message(7, graph => Write(graph, model.Graph));
        foreach (var set in model.OperatorSets)
            message.Message(8, entry =>
            {
                entry.TextUnlessEmpty(1, set.Domain);
                entry.Integer(2, set.Version);
            });
        foreach (var property in model.Metadata) message.Message(14, entry => Write(entry, property));
    }).ToByteArray();

    /// <summary>StringStringEntryProto.</summary>
    public static void Write(MessageWriter message, KeyValuePair<string, string> property)
    {
        message.Text(1, property.Key);
        message.Text(2, property.Value);
    }

    private static void Write(MessageWriter message, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes) message.Message(1, entry => Write(entry, node));
        message.Text(2, graph.Name);
        foreach (var tensor in graph.Initializers) message.Message(5, entry => Write(entry, tensor));
        message.TextUnlessEmpty(10, graph.Documentation);
        foreach (var input in graph.Inputs) message.Message(11, entry => Write(entry, input));
        foreach (var output in graph.Outputs) message.Message(12, entry => Write(entry, output));
    }

    private static void Write(MessageWriter message, OnnxNode node)
    {
        foreach (string input in node.Inputs) message.Text(1, input);
        foreach (string output in node.Outputs) message.Text(2, output);
        message.TextUnlessEmpty(3, node.Name);
        message.Text(4, node.Operator);
        foreach (var attribute in node.Attributes) message.Message(5, entry => Write(entry, attribute));
        message.TextUnlessEmpty(7, node.Domain);
    }

    private static void Write(MessageWriter message, OnnxAttribute attribute)
    {
        message.Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case float[] values:
                foreach (float value in values) message.Single(attribute.Kind == OnnxAttributeKind.Float ? 2 : 7, value);
                break;
            case long[] values:
                foreach (long value in values) message.Integer(attribute.Kind == OnnxAttributeKind.Int ? 3 : 8, value);
                break;
            case string[] values:
                foreach (string value in values) message.Text(attribute.Kind == OnnxAttributeKind.String ? 4 : 9, value);
                break;
            case OnnxTensor tensor:
                message.Message(5, entry => Write(entry, tensor));
                break;
        }
        message.Integer(20, (long)attribute.Kind);
    }

    private static void Write(MessageWriter message, OnnxTensor tensor)
    {
        foreach (long dimension in tensor.Dimensions) message.Integer(1, dimension);
        message.Integer(2, (long)tensor.ElementType);
        message.TextUnlessEmpty(8, tensor.Name);
        message.Bytes(9, tensor.RawData);
    }

    private static void Write(MessageWriter message, OnnxValueInfo value)
    {
        message.Text(1, value.Name);
        message.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (long)value.ElementType);
            tensor.Message(2, shape =>
            {
                foreach (var dimension in value.Dimensions) shape.Message(1, entry => Write(entry, dimension));
            });
        }));
        message.TextUnlessEmpty(3, value.Documentation);
    }

    private static void Write(MessageWriter message, OnnxDimension dimension)
    {
        if (dimension.Value is { } value) message.Integer(1, value);
        if (dimension.Symbol is { } symbol) message.Text(2, symbol);
    }
}
