using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A message in the wire format of Protocol Buffers: the field numbers are those of onnx.proto.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0, Fixed32 = 5, Delimited = 2;
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public ProtobufMessage Add(int field, long value)
    {
        Number((ulong)(field << 3 | Varint));
        Number((ulong)value);
        return this;
    }

    public ProtobufMessage Add(int field, float value)
    {
        Number((ulong)(field << 3 | Fixed32));
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToArray());

    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Number((ulong)(field << 3 | Delimited));
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.WriteByte((byte)(value | 0x80));
        _bytes.WriteByte((byte)value);
    }
}
