using Google.Protobuf;

namespace MlNetAudio.Onnx.Format;

/// <summary>Reads the fields of one protobuf message, one after the other. Whatever is wrong with the bytes is an InvalidDataException; nothing is allocated beyond their length.</summary>
internal sealed class MessageReader(ByteString bytes, string message)
{
    private readonly CodedInputStream _input = bytes.CreateCodedInput();
    private WireFormat.WireType _wireType;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public int Position => (int)_input.Position;

    /// <summary>Steps to the next field, false after the last one. Each field must be read or skipped before the next step.</summary>
    public bool Next()
    {
        uint tag = Guard(() => _input.ReadTag());
        (Field, _wireType) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
        return tag != 0;
    }

    public void Skip() => Guard(() =>
    {
        _input.SkipLastField();
        return 0;
    });

    public long Integer()
    {
        Expect(WireFormat.WireType.Varint);
        return Guard(() => _input.ReadInt64());
    }

    public float Single()
    {
        Expect(WireFormat.WireType.Fixed32);
        return Guard(() => _input.ReadFloat());
    }

    public string Text()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        return Guard(() => _input.ReadString());
    }

    public ByteString Bytes()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        return Guard(() => _input.ReadBytes());
    }

    /// <summary>One value of a repeated field, or all of them where they are packed: both forms are legal for either declaration.</summary>
    public void Integers(List<long> values)
    {
        if (_wireType == WireFormat.WireType.Varint)
        {
            values.Add(Integer());
            return;
        }
        CodedInputStream packed = Bytes().CreateCodedInput();
        while (!packed.IsAtEnd) values.Add(Guard(() => packed.ReadInt64()));
    }

    /// <inheritdoc cref="Integers"/>
    public void Singles(List<float> values)
    {
        if (_wireType == WireFormat.WireType.Fixed32) values.Add(Single());
        else values.AddRange(LittleEndian.Read<float>(Whole(Bytes(), sizeof(float))));
    }

    /// <summary>Packed doubles.</summary>
    public void Doubles(List<double> values) => values.AddRange(LittleEndian.Read<double>(Whole(Bytes(), sizeof(double))));

    public MessageReader Message(string name) => new(Bytes(), name);

    private ReadOnlySpan<byte> Whole(ByteString packed, int size) =>
        packed.Length % size == 0 ? packed.Span : throw new InvalidDataException($"Field {Field} of {message} holds {packed.Length} bytes, which are not whole values of {size}.");

    private void Expect(WireFormat.WireType wireType)
    {
        if (_wireType != wireType) throw new InvalidDataException($"Field {Field} of {message} is stored as {_wireType}, not as {wireType}.");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"{message} is cut off or damaged at byte {_input.Position}.", e);
        }
    }
}
