using System.Buffers.Binary;
using System.Globalization;

namespace MlNetAudio.Dsp.Io;

/// <summary>Walks the chunks of a WAV file to the format and the samples. Every step moves on by at least a chunk header, and there is a bound on steps.</summary>
internal sealed class WavHeaderReader(WavSource source, string name, WavReaderOptions options)
{
    private const string Remedy = "convert to 16-bit PCM WAV";
    private const int MaximumChunks = 10_000;
    private const uint UnknownSize = uint.MaxValue;

    public WavHeader Read()
    {
        Span<byte> start = stackalloc byte[FileSignature.BytesNeeded];
        start = start[..ReadAt(0, start)];
        if (!IsWave(start)) throw new AudioFileException(name, $"{FileSignature.Describe(start)}, not WAV,", 0, Remedy);

        uint riffSize = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);
        WavFormat? format = null;
        (long Offset, long Length, uint Claimed)? data = null;
        long? dataLength64 = null;
        long offset = 12;
        Span<byte> head = stackalloc byte[8];
        for (int chunk = 0; offset + 8 <= source.Length && (format is null || data is null); chunk++)
        {
            if (chunk == MaximumChunks) throw new AudioFileException(name, $"more than {MaximumChunks} chunks before the samples", offset, Remedy);
            if (ReadAt(offset, head) < head.Length) break;
            uint id = BinaryPrimitives.ReadUInt32BigEndian(head), size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            long body = offset + 8, length = size;
            switch (id)
            {
                case ChunkId.Format when format is null:
                    format = ReadFormat(body, size);
                    break;
                case ChunkId.Size64 when size >= 16:
                    dataLength64 = ReadDataLength64(body);
                    break;
                case ChunkId.Data when data is null:
                    length = DataLength(size, dataLength64, body, riffSize);
                    data = (body, length, size);
                    break;
            }
            offset = NextChunk(body, length);
        }

        if (format is null) throw new AudioFileException(name, "the file ends without a 'fmt ' chunk", source.Length, "it is cut off or broken: copy or export it again");
        if (data is not { } samples) throw new AudioFileException(name, "the file ends without a 'data' chunk", source.Length, "it is cut off or broken: copy or export it again");
        long frames = samples.Length / format.BytesPerFrame;
        if (frames == 0 && (samples.Length > 0 || samples.Claimed > 0))
            throw new AudioFileException(name, "the file ends before the first sample", source.Length, "it is cut off: copy or export it again");
        double seconds = (double)frames / format.SampleRateHz;
        if (seconds > options.MaximumSeconds || frames > Array.MaxLength)
            throw new AudioFileException(name, string.Create(CultureInfo.InvariantCulture, $"{seconds:f0} s of sound is more than the {options.MaximumSeconds:f0} s allowed"), samples.Offset, "cut it, or raise MaximumSeconds");
        return new(format, samples.Offset, frames);
    }

    private static bool IsWave(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[8..12].SequenceEqual("WAVE"u8) && (start[..4].SequenceEqual("RIFF"u8) || start[..4].SequenceEqual("RF64"u8) || start[..4].SequenceEqual("BW64"u8));

    /// <summary>Bytes of samples that are really there, whatever the header claims.</summary>
    private long DataLength(uint size, long? length64, long body, uint riffSize)
    {
        long rest = source.Length - body;
        bool neverFilledIn = size == 0 && 8L + riffSize <= body;   // nothing in the RIFF chunk follows, yet the file may go on: a recorder that crashed, a stream
        long claimed = size == UnknownSize ? length64 is > 0 ? length64.Value : rest : neverFilledIn ? rest : size;
        return Math.Min(claimed, rest);
    }

    private long? ReadDataLength64(long body)
    {
        Span<byte> sizes = stackalloc byte[16];   // RIFF size, data size
        return ReadAt(body, sizes) == sizes.Length ? BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]) : null;
    }

    /// <summary>Chunks start at even bytes. Some writers forget the pad byte; it shows by the next chunk's name standing right there.</summary>
    private long NextChunk(long body, long length)
    {
        long end = body + length;
        if (length % 2 == 0) return end;
        Span<byte> id = stackalloc byte[4];
        return ReadAt(end, id) == 4 && BinaryPrimitives.ReadUInt32BigEndian(id) is ChunkId.Data or ChunkId.Format ? end : end + 1;
    }

    private WavFormat ReadFormat(long body, uint size)
    {
        Span<byte> fields = stackalloc byte[40];
        int read = ReadAt(body, fields[..(int)Math.Min(size, 40)]);
        if (read < Math.Min(size, 16)) throw new AudioFileException(name, "the file ends inside the 'fmt ' chunk", source.Length, "it is cut off: copy or export it again");
        if (read < 16) throw new AudioFileException(name, $"a 'fmt ' chunk of {size} bytes, which needs at least 16,", body, Remedy);
        fields = fields[..read];

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(fields), channels = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]);
        int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(fields[12..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(fields[14..]);
        if (tag == WavCodec.Extensible)
        {
            if (fields.Length < 40) throw new AudioFileException(name, $"a 'fmt ' chunk of {size} bytes that says WAVE_FORMAT_EXTENSIBLE, which needs 40,", body, Remedy);
            tag = WavCodec.TagOf(new Guid(fields[24..40])) ?? throw new AudioFileException(name, $"the unknown codec {new Guid(fields[24..40])}", body + 24, Remedy);
        }
        if (tag is not (WavCodec.Pcm or WavCodec.Float)) throw new AudioFileException(name, $"{WavCodec.NameOf(tag)}, which is not supported,", body, Remedy);
        if (channels == 0 || channels > options.MaximumChannels)
            throw new AudioFileException(name, $"{channels} channels, where 1 to {options.MaximumChannels} are allowed,", body + 2, channels == 0 ? Remedy : $"{Remedy} of fewer channels, or raise MaximumChannels");
        if (rate < options.MinimumSampleRateHz || rate > options.MaximumSampleRateHz)
            throw new AudioFileException(name, $"a sample rate of {rate} Hz, where {options.MinimumSampleRateHz} to {options.MaximumSampleRateHz} are allowed,", body + 4, "export it again with its true rate");
        var encoding = WavCodec.Encoding(tag, bits, bytesPerSample: blockAlign % channels == 0 ? blockAlign / channels : 0)
            ?? throw new AudioFileException(name, $"{bits}-bit {WavCodec.NameOf(tag)}, which is not supported,", body + 14, Remedy);
        return new(encoding, channels, (int)rate);
    }

    private int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset >= source.Length) return 0;
        source.Seek(offset);
        return source.Read(buffer);
    }

    /// <summary>Chunk names as big-endian numbers.</summary>
    private static class ChunkId
    {
        public const uint Format = 0x666D_7420;   // "fmt "
        public const uint Data = 0x6461_7461;     // "data"
        public const uint Size64 = 0x6473_3634;   // "ds64"
    }
}
