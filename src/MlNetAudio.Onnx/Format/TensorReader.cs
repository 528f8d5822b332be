using System.Runtime.InteropServices;

namespace MlNetAudio.Onnx.Format;

/// <summary>TensorProto, whether its values are raw bytes or typed lists.</summary>
internal static class TensorReader
{
    /// <exception cref="InvalidDataException">The values are kept in another file, are of a type that is not read here, or are not as many as the shape says.</exception>
    public static OnnxTensor Read(MessageReader message)
    {
        string name = "";
        List<long> dimensions = [], integers = [];
        List<float> singles = [];
        List<double> doubles = [];
        ReadOnlyMemory<byte>? raw = null;
        OnnxElementType type = OnnxElementType.Undefined;
        bool external = false;
        while (message.Next())
            switch (message.Field)
            {
                case 1: message.Integers(dimensions); break;
                case 2: type = (OnnxElementType)message.Integer(); break;
                case 4: message.Singles(singles); break;
                case 5 or 7: message.Integers(integers); break;
                case 8: name = message.Text(); break;
                case 9: raw = message.Bytes().Memory; break;
                case 10: message.Doubles(doubles); break;
                case 13: external = true; message.Skip(); break;
                case 14: external |= message.Integer() != 0; break;
                default: message.Skip(); break;
            }
        if (external) throw new InvalidDataException($"Tensor '{name}' keeps its values in another file; save the model with its values inside.");
        if (OnnxTensor.BytesPerValue(type) is not { } size) throw new InvalidDataException($"Tensor '{name}' has element type {(int)type}, which is not read here.");

        var bytes = raw ?? type switch
        {
            OnnxElementType.Float => LittleEndian.Write<float>(CollectionsMarshal.AsSpan(singles)),
            OnnxElementType.Double => LittleEndian.Write<double>(CollectionsMarshal.AsSpan(doubles)),
            OnnxElementType.Int64 => LittleEndian.Write<long>(CollectionsMarshal.AsSpan(integers)),
            OnnxElementType.Int32 => LittleEndian.Write<int>([.. integers.Select(value => (int)value)]),
            _ => [.. integers.Select(value => (byte)(value == 0 ? 0 : 1))],
        };
        if (ByteCount(dimensions, size) != bytes.Length)
            throw new InvalidDataException($"Tensor '{name}' [{string.Join(", ", dimensions)}] of {type} holds {bytes.Length} bytes, which is another number of values.");
        return new(name, type, dimensions, bytes);
    }

    /// <summary>Null where a dimension is negative or the product overflows.</summary>
    private static long? ByteCount(List<long> dimensions, int size)
    {
        Int128 count = size;
        foreach (long dimension in dimensions)
        {
            if (dimension < 0) return null;
            count *= dimension;
            if (count > long.MaxValue) return null;
        }
        return (long)count;
    }
}
