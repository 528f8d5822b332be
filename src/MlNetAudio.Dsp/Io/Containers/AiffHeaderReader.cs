using System.Buffers.Binary;
using MlNetAudio.Dsp.Io.Codecs;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>
/// Walks the chunks of an AIFF or AIFF-C file (big-endian, FORM) to COMM and SSND. The samples end where SSND, COMM's number of frames or the file ends, whichever is first.
/// </summary>
/// <param name="start">Where the FORM header stands.</param>
internal sealed class AiffHeaderReader(AudioSource source, long start)
{
    private const int MaximumChunks = 10_000;
    private const uint UncompressedId = 0x4E4F_4E45;   // "NONE"

    public AudioContent Read()
    {
        Span<byte> head = stackalloc byte[12];
        source.ReadAt(start, head);
        bool compressed = head[11] == 'C';
        Common? common = null;
        (long Offset, long Claimed)? data = null;
        long offset = start + 12;
        head = head[..8];
        for (int chunk = 0; offset + 8 <= source.Length && (common is null || data is null); chunk++)
        {
            if (chunk == MaximumChunks) throw new AudioFileException(source.Name, $"more than {MaximumChunks} chunks before the samples", offset, WavHeaderReader.Remedy);
            if (source.ReadAt(offset, head) < head.Length) break;
            uint id = BinaryPrimitives.ReadUInt32BigEndian(head), size = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            long body = offset + 8;
            switch (id)
            {
                case ChunkId.Common when common is null:
                    common = ReadCommon(body, compressed);
                    if (common.Codec is null) return new ForeignContent($"AIFF-C of codec '{common.CodecName}'", "aiff", body);
                    break;
                case ChunkId.SoundData when data is null:
                    data = ReadSoundData(body, size);
                    break;
            }
            offset = body + size + size % 2;
        }

        if (common is null) throw new AudioFileException(source.Name, "the file ends without a 'COMM' chunk", source.Length, "it is cut off or broken: copy or export it again");
        if (data is not { } samples)
        {
            if (common.Frames > 0) throw new AudioFileException(source.Name, "the file ends without an 'SSND' chunk", source.Length, "it is cut off or broken: copy or export it again");
            samples = (source.Length, 0);   // an empty recording needs none
        }
        long rest = source.Length - samples.Offset;
        long wanted = common.Frames == 0 ? samples.Claimed : Math.Min(samples.Claimed, common.Frames * common.Codec!.BlockBytes);
        var header = new SampleHeader(common.Codec!, common.SampleRateHz, samples.Offset, Math.Max(0, Math.Min(wanted, rest)), Math.Max(0, wanted - rest));
        if (header.Frames == 0 && wanted > 0) throw new AudioFileException(source.Name, "the file ends before the first sample", source.Length, "it is cut off: copy or export it again");
        AudioLimits.CheckLength(source.Name, source.Options, header);
        return new NativeContent(header);
    }

    /// <summary>COMM: channels (2 bytes), frames (4), bits (2), rate (10: an 80-bit float); in AIFF-C the codec (4) and its name.</summary>
    private Common ReadCommon(long body, bool compressed)
    {
        Span<byte> fields = stackalloc byte[compressed ? 22 : 18];
        if (source.ReadAt(body, fields) < fields.Length) throw new AudioFileException(source.Name, "the file ends inside the 'COMM' chunk", source.Length, "it is cut off: copy or export it again");
        int channels = BinaryPrimitives.ReadUInt16BigEndian(fields), bits = BinaryPrimitives.ReadUInt16BigEndian(fields[6..]);
        double rate = ReadExtended(fields[8..18]);
        uint codecId = compressed ? BinaryPrimitives.ReadUInt32BigEndian(fields[18..]) : UncompressedId;
        AudioLimits.CheckChannels(source.Name, source.Options, channels, body);
        AudioLimits.CheckRate(source.Name, source.Options, rate, body + 8);
        string codecName = compressed ? FileSignature.Printable(fields[18..]) : "PCM";
        var codec = Codec(codecId, bits) is var (encoding, bigEndian) ? new PcmCodec(encoding, channels, bigEndian) : null;
        if (codec is null && codecId is UncompressedId) throw new AudioFileException(source.Name, $"{bits}-bit PCM, which is not supported,", body + 6, WavHeaderReader.Remedy);
        return new(codec, codecName, (int)Math.Round(rate), BinaryPrimitives.ReadUInt32BigEndian(fields[2..]));
    }

    /// <summary>SSND: bytes to skip (4), block size (4), samples. A size of 0 was never filled in.</summary>
    private (long Offset, long Claimed) ReadSoundData(long body, uint size)
    {
        Span<byte> fields = stackalloc byte[4];
        int read = source.ReadAt(body, fields);
        long skipped = 8L + BinaryPrimitives.ReadUInt32BigEndian(fields);
        if (read < fields.Length || body + skipped > source.Length) throw new AudioFileException(source.Name, "the file ends inside the 'SSND' chunk", source.Length, "it is cut off: copy or export it again");
        return (body + skipped, size is 0 or uint.MaxValue ? source.Length - body - skipped : Math.Max(0, size - skipped));
    }

    private static (SampleEncoding Encoding, bool BigEndian)? Codec(uint id, int bits) => id switch
    {
        UncompressedId or 0x7477_6F73 or 0x696E_3136 or 0x696E_3234 or 0x696E_3332 => Integers(bits) is { } encoding ? (encoding, true) : null,   // NONE, twos, in16, in24, in32
        0x736F_7774 => Integers(bits) is { } encoding ? (encoding, false) : null,   // sowt
        0x7261_7720 when bits == 8 => (SampleEncoding.Unsigned8, true),             // "raw "
        0x666C_3332 or 0x464C_3332 => (SampleEncoding.Float32, true),               // fl32, FL32
        0x666C_3634 or 0x464C_3634 => (SampleEncoding.Float64, true),               // fl64, FL64
        0x616C_6177 or 0x414C_4157 => (SampleEncoding.ALaw, true),                  // alaw, ALAW
        0x756C_6177 or 0x554C_4157 => (SampleEncoding.MuLaw, true),                 // ulaw, ULAW
        _ => null,
    };

    private static SampleEncoding? Integers(int bits) => bits switch
    {
        >= 1 and <= 8 => SampleEncoding.Signed8,
        > 8 and <= 16 => SampleEncoding.Signed16,
        > 16 and <= 24 => SampleEncoding.Signed24,
        > 24 and <= 32 => SampleEncoding.Signed32,
        _ => null,
    };

    /// <summary>80 bits: sign, 15 of exponent (bias 16383), 64 of mantissa with the leading one written out.</summary>
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        double value = Math.ScaleB(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), (exponent & 0x7FFF) - 16_383 - 63);
        return (exponent & 0x8000) != 0 ? -value : value;
    }

    private sealed record Common(PcmCodec? Codec, string CodecName, int SampleRateHz, long Frames);

    /// <summary>Chunk names as big-endian numbers.</summary>
    private static class ChunkId
    {
        public const uint Common = 0x434F_4D4D;      // "COMM"
        public const uint SoundData = 0x5353_4E44;   // "SSND"
    }
}
