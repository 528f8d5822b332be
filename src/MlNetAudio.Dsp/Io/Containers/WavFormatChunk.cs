using System.Buffers.Binary;
using MlNetAudio.Dsp.Io.Codecs;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>What a 'fmt ' chunk says, checked.</summary>
/// <param name="Codec">Null where such samples are not decoded here; then the description says what they are.</param>
internal sealed record WavFormatChunk(SampleCodec? Codec, int SampleRateHz, string Description)
{
    /// <summary>No more of the chunk is looked at.</summary>
    public const int LongestRead = 40;

    private const int ShortestLength = 14, ExtensibleLength = 40;

    /// <param name="fields">The chunk's body, or its first <see cref="LongestRead"/> bytes.</param>
    /// <param name="body">Where that stands in the file.</param>
    public static WavFormatChunk Parse(ReadOnlySpan<byte> fields, bool bigEndian, string name, AudioReaderOptions options, long body)
    {
        if (fields.Length < ShortestLength) throw new AudioFileException(name, $"a 'fmt ' chunk of {fields.Length} bytes, which needs at least {ShortestLength},", body, WavHeaderReader.Remedy);
        int tag = UInt16(fields, 0), channels = UInt16(fields, 2), blockAlign = UInt16(fields, 12);
        uint rate = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(fields[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]);
        int bytesPerSample = channels > 0 && blockAlign % channels == 0 ? blockAlign / channels : 0;
        int bits = fields.Length >= 16 ? UInt16(fields, 14) : 8 * bytesPerSample;   // the oldest form of the chunk leaves the bits out
        if (tag == WavFormatTag.Extensible)
        {
            if (fields.Length < ExtensibleLength) throw new AudioFileException(name, $"a 'fmt ' chunk of {fields.Length} bytes that says WAVE_FORMAT_EXTENSIBLE, which needs {ExtensibleLength},", body, WavHeaderReader.Remedy);
            if (!fields[26..40].SequenceEqual(WavFormatTag.GuidTail)) throw new AudioFileException(name, $"the unknown codec {new Guid(fields[24..40], bigEndian)}", body + 24, WavHeaderReader.Remedy);
            tag = UInt16(fields, 24);
        }
        string codecName = WavFormatTag.Name(tag) ?? throw new AudioFileException(name, $"codec 0x{tag:X4}, which is not supported,", body, WavHeaderReader.Remedy);
        AudioLimits.CheckChannels(name, options, channels, body + 2);
        AudioLimits.CheckRate(name, options, rate, body + 4);

        SampleCodec? codec = Encoding(tag, bits, bytesPerSample) is { } encoding ? new PcmCodec(encoding, channels, bigEndian)
            : bigEndian || bits != 4 ? null
            : tag == WavFormatTag.ImaAdpcm && ImaAdpcmCodec.Fits(channels, blockAlign) ? new ImaAdpcmCodec(channels, blockAlign)
            : tag == WavFormatTag.MicrosoftAdpcm && MicrosoftAdpcmCodec.Fits(channels, blockAlign) ? new MicrosoftAdpcmCodec(channels, blockAlign)
            : null;
        if (codec is null && tag is WavFormatTag.Pcm or WavFormatTag.Float) throw new AudioFileException(name, $"{bits}-bit {codecName}, which is not supported,", body + 14, WavHeaderReader.Remedy);
        if (codec is null && tag is WavFormatTag.ImaAdpcm or WavFormatTag.MicrosoftAdpcm) throw new AudioFileException(name, $"{codecName} of {bits} bits in blocks of {blockAlign} bytes, which is not supported,", body + 12, WavHeaderReader.Remedy);
        return new(codec, (int)rate, codecName);

        int UInt16(ReadOnlySpan<byte> bytes, int at) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    }

    /// <summary>Null where no such samples are read. A sample stands left-justified in whole bytes, so the container decides, not the valid bits.</summary>
    /// <param name="bytesPerSample">What the block alignment makes of it; only believed where it is 24 bits in 32, as it is often wrong.</param>
    private static SampleEncoding? Encoding(int tag, int bits, int bytesPerSample) => (tag, bits) switch
    {
        (WavFormatTag.Float, 32) => SampleEncoding.Float32,
        (WavFormatTag.Float, 64) => SampleEncoding.Float64,
        (WavFormatTag.Pcm, >= 1 and <= 8) => SampleEncoding.Unsigned8,
        (WavFormatTag.Pcm, > 8 and <= 16) => SampleEncoding.Signed16,
        (WavFormatTag.Pcm, > 16 and <= 24) => bytesPerSample == 4 ? SampleEncoding.Signed32 : SampleEncoding.Signed24,
        (WavFormatTag.Pcm, > 24 and <= 32) => SampleEncoding.Signed32,
        (WavFormatTag.ALaw, 8) => SampleEncoding.ALaw,
        (WavFormatTag.MuLaw, 8) => SampleEncoding.MuLaw,
        _ => null,
    };
}
