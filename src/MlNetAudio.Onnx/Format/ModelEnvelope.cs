using Google.Protobuf;

namespace MlNetAudio.Onnx.Format;

/// <summary>The outermost message of an .onnx file, of which only the metadata is decoded: graph and weights stay the bytes they are.</summary>
internal sealed class ModelEnvelope
{
    private const int IrVersionField = 1, GraphField = 7, MetadataField = 14;
    private readonly List<ReadOnlyMemory<byte>> _rest = [];

    private ModelEnvelope(IReadOnlyList<KeyValuePair<string, string>> metadata) => Metadata = metadata;

    /// <summary>metadata_props in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <exception cref="InvalidDataException">The bytes are no ONNX model or are cut off.</exception>
    public static ModelEnvelope Read(byte[] bytes)
    {
        List<KeyValuePair<string, string>> metadata = [];
        var envelope = new ModelEnvelope(metadata);
        bool hasIrVersion = false, hasGraph = false;
        var message = new MessageReader(UnsafeByteOperations.UnsafeWrap(bytes), "The model");
        for (int start = 0; message.Next(); start = message.Position)
        {
            if (message.Field == MetadataField)
            {
                metadata.Add(OnnxReader.ReadProperty(message.Message("A metadata entry")));
                continue;
            }
            hasGraph |= message.Field == GraphField;
            if (message.Field == IrVersionField) hasIrVersion |= message.Integer() > 0;
            else message.Skip();
            envelope._rest.Add(bytes.AsMemory(start, message.Position - start));
        }
        return hasIrVersion && hasGraph ? envelope : throw new InvalidDataException("These bytes are no ONNX model: an IR version and a graph are missing.");
    }

    /// <summary>The same model, byte for byte, with these metadata_props instead, at its end.</summary>
    public byte[] WithMetadata(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var properties = MessageWriter.Write(message =>
        {
            foreach (var property in metadata) message.Message(MetadataField, entry => OnnxWriter.Write(entry, property));
        });
        byte[] bytes = new byte[checked(_rest.Sum(part => part.Length) + properties.Length)];
        int position = 0;
        foreach (var part in _rest)
        {
            part.CopyTo(bytes.AsMemory(position));
            position += part.Length;
        }
        properties.Span.CopyTo(bytes.AsSpan(position));
        return bytes;
    }
}
