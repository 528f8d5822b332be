namespace MlNetAudio.Onnx.Format;

/// <summary>AttributeProto.</summary>
internal static class AttributeReader
{
    /// <exception cref="InvalidDataException">The attribute holds a subgraph or another kind that is not read here.</exception>
    public static OnnxAttribute Read(MessageReader message)
    {
        string name = "";
        long kind = 0;
        List<float> single = [], singles = [];
        List<long> integer = [], integers = [];
        List<string> text = [], texts = [];
        OnnxTensor? tensor = null;
        while (message.Next())
            switch (message.Field)
            {
                case 1: name = message.Text(); break;
                case 2: single.Add(message.Single()); break;
                case 3: integer.Add(message.Integer()); break;
                case 4: text.Add(message.Text()); break;
                case 5: tensor = TensorReader.Read(message.Message("A tensor")); break;
                case 7: message.Singles(singles); break;
                case 8: message.Integers(integers); break;
                case 9: texts.Add(message.Text()); break;
                case 20: kind = message.Integer(); break;
                default: message.Skip(); break;
            }
        return (OnnxAttributeKind)kind switch   // a singular value that is its type's default may be left out of the file
        {
            OnnxAttributeKind.Float => OnnxAttribute.Of(name, single.LastOrDefault()),
            OnnxAttributeKind.Int => OnnxAttribute.Of(name, integer.LastOrDefault()),
            OnnxAttributeKind.String => OnnxAttribute.Of(name, text.LastOrDefault() ?? ""),
            OnnxAttributeKind.Tensor when tensor is not null => OnnxAttribute.Of(name, tensor),
            OnnxAttributeKind.Floats => OnnxAttribute.Of(name, [.. singles]),
            OnnxAttributeKind.Ints => OnnxAttribute.Of(name, [.. integers]),
            OnnxAttributeKind.Strings => OnnxAttribute.Of(name, [.. texts]),
            _ => throw new InvalidDataException($"Attribute '{name}' is of kind {kind} (a subgraph or a list of tensors), which is not read here."),
        };
    }
}
