using System.Buffers.Binary;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>Walks the chunks of a WAV file to the format and the samples. Every step moves on by at least a chunk header, and there is a bound on steps.</summary>
/// <param name="start">Where the RIFF header stands.</param>
internal sealed class WavHeaderReader(AudioSource source, long start)
{
    public const string Remedy = "convert to 16-bit PCM WAV";
    private const int MaximumChunks = 10_000;
    private const uint UnknownSize = uint.MaxValue;

    private bool _bigEndian;

    public AudioContent Read()
    {
        Span<byte> head = stackalloc byte[8];
        source.ReadAt(start, head);
        _bigEndian = head[3] == 'X';
        uint riffSize = UInt32(head[4..]);
        WavFormatChunk? format = null;
        long formatOffset = 0;
        (long Offset, long Length, long Missing, uint Claimed)? data = null;
        long? dataLength64 = null;
        long offset = start + 12;
        for (int chunk = 0; offset + 8 <= source.Length && (format is null || data is null); chunk++)
        {
            if (chunk == MaximumChunks) throw new AudioFileException(source.Name, $"more than {MaximumChunks} chunks before the samples", offset, Remedy);
            if (source.ReadAt(offset, head) < head.Length) break;
            uint id = BinaryPrimitives.ReadUInt32BigEndian(head), size = UInt32(head[4..]);
            long body = offset + 8, length = size;
            switch (id)
            {
                case ChunkId.Format when format is null:
                    (format, formatOffset) = (ReadFormat(body, size), body);
                    if (format.Codec is null) return new ForeignContent($"WAV of {format.Description}", "wav", formatOffset);
                    break;
                case ChunkId.Size64 when size >= 16:
                    dataLength64 = ReadDataLength64(body);
                    break;
                case ChunkId.Data when data is null:
                    (length, long missing) = DataLength(size, dataLength64, body, riffSize);
                    data = (body, length, missing, size);
                    break;
            }
            offset = NextChunk(body, length);
        }

        if (format is null) throw new AudioFileException(source.Name, "the file ends without a 'fmt ' chunk", source.Length, "it is cut off or broken: copy or export it again");
        if (data is not { } samples) throw new AudioFileException(source.Name, "the file ends without a 'data' chunk", source.Length, "it is cut off or broken: copy or export it again");
        var header = new SampleHeader(format.Codec!, format.SampleRateHz, samples.Offset, samples.Length, samples.Missing);
        if (header.Frames == 0 && (samples.Length > 0 || samples.Claimed > 0))
            throw new AudioFileException(source.Name, "the file ends before the first sample", source.Length, "it is cut off: copy or export it again");
        AudioLimits.CheckLength(source.Name, source.Options, header);
        return new NativeContent(header);
    }

    /// <summary>Bytes of samples that are really there, whatever the header claims, and those that it claims beyond.</summary>
    private (long Length, long Missing) DataLength(uint size, long? length64, long body, uint riffSize)
    {
        long rest = source.Length - body;
        bool neverFilledIn = size == 0 && start + 8 + riffSize <= body;   // nothing in the RIFF chunk follows, yet the file may go on: a recorder that crashed, a stream
        long claimed = size == UnknownSize ? length64 is > 0 ? length64.Value : rest : neverFilledIn ? rest : size;
        long length = Math.Min(claimed, rest);
        return (length, claimed >= int.MaxValue - 0xFFFF ? 0 : claimed - length);   // nearly 2 GB, or 4: what a stream writes for "unknown"
    }

    private long? ReadDataLength64(long body)
    {
        Span<byte> sizes = stackalloc byte[16];   // RIFF size, data size
        return source.ReadAt(body, sizes) == sizes.Length ? BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]) : null;
    }

    /// <summary>Chunks start at even bytes. Some writers forget the pad byte; it shows by the next chunk's name standing right there.</summary>
    private long NextChunk(long body, long length)
    {
        long end = body + length;
        if (length % 2 == 0) return end;
        Span<byte> id = stackalloc byte[4];
        return source.ReadAt(end, id) == 4 && BinaryPrimitives.ReadUInt32BigEndian(id) is ChunkId.Data or ChunkId.Format ? end : end + 1;
    }

    private WavFormatChunk ReadFormat(long body, uint size)
    {
        Span<byte> fields = stackalloc byte[WavFormatChunk.LongestRead];
        int wanted = (int)Math.Min(size, WavFormatChunk.LongestRead), read = source.ReadAt(body, fields[..wanted]);
        if (read < wanted) throw new AudioFileException(source.Name, "the file ends inside the 'fmt ' chunk", source.Length, "it is cut off: copy or export it again");
        return WavFormatChunk.Parse(fields[..read], _bigEndian, source.Name, source.Options, body);
    }

    private uint UInt32(ReadOnlySpan<byte> bytes) => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Chunk names as big-endian numbers.</summary>
    private static class ChunkId
    {
        public const uint Format = 0x666D_7420;   // "fmt "
        public const uint Data = 0x6461_7461;     // "data"
        public const uint Size64 = 0x6473_3634;   // "ds64"
    }
}
