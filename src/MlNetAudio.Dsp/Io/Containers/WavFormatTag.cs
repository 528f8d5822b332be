namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>The format tags of WAV files, and the names of those that are not decoded here.</summary>
internal static class WavFormatTag
{
    public const int Pcm = 1;
    public const int MicrosoftAdpcm = 2;
    public const int Float = 3;
    public const int ALaw = 6;
    public const int MuLaw = 7;
    public const int ImaAdpcm = 0x11;
    public const int Extensible = 0xFFFE;

    /// <summary>The last 14 bytes of every GUID that carries a format tag in its first two: KSDATAFORMAT_SUBTYPE_*.</summary>
    public static ReadOnlySpan<byte> GuidTail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    /// <summary>Null where the tag stands for nothing known.</summary>
    public static string? Name(int tag) => tag switch
    {
        Pcm => "PCM",
        Float => "floating-point",
        MicrosoftAdpcm => "Microsoft ADPCM",
        ALaw => "A-law",
        MuLaw => "mu-law",
        ImaAdpcm => "IMA ADPCM",
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
        _ => null,
    };
}
