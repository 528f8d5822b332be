namespace MlNetAudio.Dsp.Io;

/// <summary>What a file that is no WAV seems to be, from its first bytes.</summary>
internal static class FileSignature
{
    /// <summary>Enough for every signature known here, also for an Ogg page up to its codec and a short ID3 tag.</summary>
    public const int BytesNeeded = 256;

    public static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        [] => "an empty file",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => start.Length < 12 ? "a RIFF header that is cut off" : $"a RIFF file of type '{Printable(start[8..12])}'",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'X', ..] => "RIFX audio (big-endian)",
        [(byte)'r', (byte)'i', (byte)'f', (byte)'f', 0x2E, 0x91, 0xCF, 0x11, ..] => "Sony Wave64 audio",
        [(byte)'r', (byte)'i', (byte)'f', (byte)'f', ..] => "a header that says 'riff' in lower case",
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "FLAC audio",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => DescribeOgg(start),
        [(byte)'I', (byte)'D', (byte)'3', ..] => start[3..].IndexOf("RIFF"u8) >= 0 ? "an ID3 tag before the RIFF header" : "MP3 audio with an ID3 tag",
        [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] => "AAC audio (ADTS)",
        [0xFF, >= 0xE0, ..] => "MP3 audio",
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, (byte)'A', (byte)'I', (byte)'F', (byte)'F', ..] => "AIFF audio",
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, (byte)'A', (byte)'I', (byte)'F', (byte)'C', ..] => "AIFF-C audio",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "MP4/M4A audio (AAC or ALAC)",
        [(byte)'c', (byte)'a', (byte)'f', (byte)'f', ..] => "Core Audio (CAF)",
        [(byte)'.', (byte)'s', (byte)'n', (byte)'d', ..] => "Sun AU audio",
        [(byte)'w', (byte)'v', (byte)'p', (byte)'k', ..] => "WavPack audio",
        [(byte)'M', (byte)'A', (byte)'C', (byte)' ', ..] => "Monkey's Audio",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "AMR audio",
        [0x30, 0x26, 0xB2, 0x75, ..] => "Windows Media (ASF) audio",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "Matroska or WebM",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
        [0x1F, 0x8B, ..] => "a gzip archive",
        _ when start.IndexOfAnyExcept((byte)0) < 0 => "nothing but zero bytes",
        _ when IsText(start) => "plain text",
        _ => "unknown content",
    };

    private static string DescribeOgg(ReadOnlySpan<byte> start) =>
        start.IndexOf("OpusHead"u8) >= 0 ? "Ogg Opus audio" : start.IndexOf("\u0001vorbis"u8) >= 0 ? "Ogg Vorbis audio" : start.IndexOf("FLAC"u8) >= 0 ? "Ogg FLAC audio" : "Ogg audio";

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
                return false;
        return true;
    }

    private static string Printable(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(value => value is >= 0x20 and < 0x7F ? (char)value : '?'));
}
