namespace MlNetAudio.Dsp.Io;

/// <summary>A stream with a known end, addressed from where reading began.</summary>
internal sealed class WavSource
{
    private readonly Stream _stream;
    private readonly long _start;

    private WavSource(Stream stream) => (_stream, _start, Length) = (stream, stream.Position, Math.Max(0, stream.Length - stream.Position));

    /// <summary>Bytes from where reading began to the end.</summary>
    public long Length { get; }

    public static WavSource Over(Stream stream)
    {
        if (stream.CanSeek) return new(stream);
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return new(copy);
    }

    public void Seek(long offset) => _stream.Position = _start + offset;

    /// <summary>Fills the buffer as far as the stream goes; the number of bytes read.</summary>
    public int Read(Span<byte> buffer) => _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
}
