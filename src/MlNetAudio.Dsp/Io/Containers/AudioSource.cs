namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>A stream with a known end, addressed from where reading began, with its name for messages and the limits that hold for it.</summary>
internal sealed class AudioSource
{
    private readonly long _start;

    private AudioSource(Stream stream, string name, AudioReaderOptions options) =>
        (Stream, _start, Length, Name, Options) = (stream, stream.Position, Math.Max(0, stream.Length - stream.Position), name, options);

    public Stream Stream { get; }

    public string Name { get; }

    public AudioReaderOptions Options { get; }

    /// <summary>Bytes from where reading began to the end.</summary>
    public long Length { get; }

    public static AudioSource Over(Stream stream, string name, AudioReaderOptions options)
    {
        if (stream.CanSeek) return new(stream, name, options);
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return new(copy, name, options);
    }

    public void Seek(long offset) => Stream.Position = _start + offset;

    /// <summary>Fills the buffer as far as the stream goes; the number of bytes read, 0 at and beyond the end.</summary>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset >= Length) return 0;
        Seek(offset);
        return Stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }
}
