namespace MlNetAudio.Dsp.Io;

/// <summary>The format tags of WAV files: those that are read, and the names of those that are not.</summary>
internal static class WavCodec
{
    public const int Pcm = 1;
    public const int Float = 3;
    public const int Extensible = 0xFFFE;

    /// <summary>The last 14 bytes of every GUID that carries a format tag in its first two: KSDATAFORMAT_SUBTYPE_*.</summary>
    private static ReadOnlySpan<byte> TaggedGuidTail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    public static int? TagOf(Guid subFormat)
    {
        ReadOnlySpan<byte> bytes = subFormat.ToByteArray();
        return bytes[2..].SequenceEqual(TaggedGuidTail) ? bytes[0] | bytes[1] << 8 : null;
    }

    /// <summary>Null where no such samples are read. A sample stands left-justified in whole bytes, so the container decides, not the valid bits.</summary>
    /// <param name="bytesPerSample">What the block alignment makes of it; only believed where it is 24 bits in 32, as it is often wrong.</param>
    public static WavEncoding? Encoding(int tag, int bits, int bytesPerSample) => (tag, bits) switch
    {
        (Float, 32) => WavEncoding.Float32,
        (Float, 64) => WavEncoding.Float64,
        (Pcm, >= 1 and <= 8) => WavEncoding.Unsigned8,
        (Pcm, > 8 and <= 16) => WavEncoding.Signed16,
        (Pcm, > 16 and <= 24) => bytesPerSample == 4 ? WavEncoding.Signed32 : WavEncoding.Signed24,
        (Pcm, > 24 and <= 32) => WavEncoding.Signed32,
        _ => null,
    };

    public static string NameOf(int tag) => tag switch
    {
        Pcm => "PCM",
        Float => "floating-point",
        0x0002 => "Microsoft ADPCM",
        0x0006 => "A-law",
        0x0007 => "mu-law",
        0x0011 => "IMA ADPCM",
        0x0016 => "ITU G.723 ADPCM",
        0x0031 => "GSM 6.10",
        0x0040 or 0x0064 => "G.721/G.726 ADPCM",
        0x0050 => "MPEG layer 1/2 audio",
        0x0055 => "MP3",
        0x0092 => "Dolby AC-3",
        0x00FF or 0x1600 or 0x1610 => "AAC",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        0x674F or 0x6750 or 0x6751 or 0x676F or 0x6770 or 0x6771 => "Vorbis",
        0x704F => "Opus",
        0xF1AC => "FLAC",
        _ => $"codec 0x{tag:X4}",
    };
}
