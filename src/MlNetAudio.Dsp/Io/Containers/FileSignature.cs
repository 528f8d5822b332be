namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>What a file seems to be, from its first bytes, and ffmpeg's name for that where ffmpeg may decode it.</summary>
internal sealed record FileSignature(string Description, string? FfmpegDemuxer = null)
{
    /// <summary>Enough for every signature known here, also for an Ogg page up to its codec.</summary>
    public const int BytesNeeded = 256;

    /// <summary>What stands behind an ID3 tag and is nothing else.</summary>
    public static FileSignature Id3 { get; } = new("MP3 audio with an ID3 tag", "mp3");

    public bool IsWave { get; private init; }

    public bool IsAiff { get; private init; }

    /// <summary>Writers put ID3 tags before these.</summary>
    public bool MayFollowId3 => IsWave || IsAiff || FfmpegDemuxer is "flac" or "aac";

    public static FileSignature Of(ReadOnlySpan<byte> start) => start switch
    {
        [] => new("an empty file"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F' or (byte)'X', ..] or [(byte)'R', (byte)'F', (byte)'6', (byte)'4', ..] or [(byte)'B', (byte)'W', (byte)'6', (byte)'4', ..] => OfRiff(start),
        [(byte)'r', (byte)'i', (byte)'f', (byte)'f', 0x2E, 0x91, 0xCF, 0x11, ..] => new("Sony Wave64 audio", "w64"),
        [(byte)'r', (byte)'i', (byte)'f', (byte)'f', ..] => new("a header that says 'riff' in lower case"),
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => new("FLAC audio", "flac"),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => new(DescribeOgg(start), "ogg"),
        [(byte)'I', (byte)'D', (byte)'3', ..] => Id3,
        [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] => new("AAC audio (ADTS)", "aac"),
        [0xFF, 0xFE, _, 0, ..] => new("plain text (UTF-16)"),
        [0xFF, >= 0xE0, var rates, ..] when IsMpegFrame(start[1], rates) => new("MP3 audio", "mp3"),
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, (byte)'A', (byte)'I', (byte)'F', (byte)'F', ..] => new("AIFF audio") { IsAiff = true },
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, (byte)'A', (byte)'I', (byte)'F', (byte)'C', ..] => new("AIFF-C audio") { IsAiff = true },
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => new("MP4/M4A audio (AAC or ALAC)", "mov"),
        [(byte)'c', (byte)'a', (byte)'f', (byte)'f', ..] => new("Core Audio (CAF)", "caf"),
        [(byte)'.', (byte)'s', (byte)'n', (byte)'d', ..] => new("Sun AU audio", "au"),
        [(byte)'w', (byte)'v', (byte)'p', (byte)'k', ..] => new("WavPack audio", "wv"),
        [(byte)'M', (byte)'A', (byte)'C', (byte)' ', ..] => new("Monkey's Audio", "ape"),
        [(byte)'T', (byte)'T', (byte)'A', (byte)'1', ..] => new("True Audio (TTA)", "tta"),
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => new("AMR audio", "amr"),
        [0x0B, 0x77, ..] => new("Dolby AC-3 audio", "ac3"),
        [0x30, 0x26, 0xB2, 0x75, ..] => new("Windows Media (ASF) audio", "asf"),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => new("Matroska or WebM audio", "matroska"),
        [(byte)'P', (byte)'K', 3, 4, ..] => new("a ZIP archive"),
        [0x1F, 0x8B, ..] => new("a gzip archive"),
        _ when start.IndexOfAnyExcept((byte)0) < 0 => new("nothing but zero bytes"),
        _ when IsText(start) => new("plain text"),
        _ => new("unknown content"),
    };

    private static FileSignature OfRiff(ReadOnlySpan<byte> start) =>
        start.Length < 12 ? new("a RIFF header that is cut off")
        : start[8..12].SequenceEqual("WAVE"u8) ? new("WAV audio") { IsWave = true }
        : new($"a RIFF file of type '{Printable(start[8..12])}'");

    private static string DescribeOgg(ReadOnlySpan<byte> start) =>
        start.IndexOf("OpusHead"u8) >= 0 ? "Ogg Opus audio" : start.IndexOf("\u0001vorbis"u8) >= 0 ? "Ogg Vorbis audio" : start.IndexOf("FLAC"u8) >= 0 ? "Ogg FLAC audio" : "Ogg audio";

    /// <summary>A frame header without the values that MPEG reserves: version 1, layer 0, bit rate 15, sample rate 3.</summary>
    private static bool IsMpegFrame(byte versions, byte rates) => (versions >> 3 & 3) != 1 && (versions >> 1 & 3) != 0 && rates >> 4 != 15 && (rates >> 2 & 3) != 3;

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
                return false;
        return true;
    }

    /// <summary>The bytes as ASCII, '?' for what has no sign.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(value => value is >= 0x20 and < 0x7F ? (char)value : '?'));
}
