namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>ID3v2: "ID3", two bytes of version, flags, and a size of four times seven bits.</summary>
internal static class Id3Tag
{
    private const int HeaderLength = 10;
    private const byte FooterFlag = 0x10;

    /// <summary>Bytes of the whole tag; null where none begins.</summary>
    public static long? Length(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderLength || !start.StartsWith("ID3"u8) || start[6..HeaderLength].IndexOfAnyExceptInRange((byte)0, (byte)0x7F) >= 0) return null;
        long size = start[6] << 21 | start[7] << 14 | start[8] << 7 | start[9];
        return HeaderLength + size + ((start[5] & FooterFlag) != 0 ? HeaderLength : 0);
    }
}
