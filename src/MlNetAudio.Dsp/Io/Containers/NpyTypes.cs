namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>The types of numpy that are read, by size and by name.</summary>
internal static class NpyTypes
{
    /// <summary>Bytes of one value.</summary>
    public static int Bytes(this NpyType type) => type switch
    {
        NpyType.Boolean or NpyType.Int8 or NpyType.UInt8 => 1,
        NpyType.Int16 or NpyType.UInt16 or NpyType.Float16 => 2,
        NpyType.Int32 or NpyType.UInt32 or NpyType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Kind and bytes, as in "f4"; null for what is not read.</summary>
    public static NpyType? Of(ReadOnlySpan<char> kindAndBytes) => kindAndBytes switch
    {
        "b1" or "?" => NpyType.Boolean,
        "i1" => NpyType.Int8,
        "u1" => NpyType.UInt8,
        "i2" => NpyType.Int16,
        "u2" => NpyType.UInt16,
        "i4" => NpyType.Int32,
        "u4" => NpyType.UInt32,
        "i8" => NpyType.Int64,
        "u8" => NpyType.UInt64,
        "f2" => NpyType.Float16,
        "f4" => NpyType.Float32,
        "f8" => NpyType.Float64,
        _ => null,
    };
}
