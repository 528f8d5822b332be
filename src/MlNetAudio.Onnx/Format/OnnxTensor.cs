namespace MlNetAudio.Onnx.Format;

/// <summary>A constant of a graph: row-major little-endian values.</summary>
internal sealed record OnnxTensor(string Name, OnnxElementType ElementType, IReadOnlyList<long> Dimensions, ReadOnlyMemory<byte> RawData)
{
    public static OnnxTensor Of(string name, ReadOnlySpan<float> values, params IReadOnlyList<long> dimensions) => Of(name, OnnxElementType.Float, values, dimensions);

    public static OnnxTensor Of(string name, ReadOnlySpan<double> values, params IReadOnlyList<long> dimensions) => Of(name, OnnxElementType.Double, values, dimensions);

    public static OnnxTensor Of(string name, ReadOnlySpan<long> values, params IReadOnlyList<long> dimensions) => Of(name, OnnxElementType.Int64, values, dimensions);

    /// <summary>Bytes of one value, null for types without a fixed width of whole bytes or unknown to this reader.</summary>
    public static int? BytesPerValue(OnnxElementType type) => type switch
    {
        OnnxElementType.Bool => 1,
        OnnxElementType.Float or OnnxElementType.Int32 => 4,
        OnnxElementType.Double or OnnxElementType.Int64 => 8,
        _ => null,
    };

    /// <summary>The values as an array; the element type must be T's.</summary>
    public T[] ToArray<T>() where T : unmanaged => LittleEndian.Read<T>(RawData.Span);

    private static OnnxTensor Of<T>(string name, OnnxElementType type, ReadOnlySpan<T> values, IReadOnlyList<long> dimensions) where T : unmanaged
    {
        long count = dimensions.Aggregate(1L, (product, dimension) => checked(product * dimension));
        if (count != values.Length) throw new ArgumentException($"Tensor '{name}' [{string.Join(", ", dimensions)}] needs {count} values, got {values.Length}.", nameof(values));
        return new(name, type, dimensions, LittleEndian.Write(values));
    }
}
