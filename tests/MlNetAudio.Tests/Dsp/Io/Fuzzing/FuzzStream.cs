namespace MlNetAudio.Tests.Dsp.Io.Fuzzing;

/// <summary>Bytes in memory that can be read only so often: a reader that makes no progress shows.</summary>
internal sealed class FuzzStream(byte[] bytes, int length, bool canSeek) : Stream
{
    private readonly int _mostReads = 2 * length + 1_000;
    private long _position;
    private int _reads;

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? length : throw new NotSupportedException();

    public override long Position
    {
        get => canSeek ? _position : throw new NotSupportedException();
        set => _position = canSeek && value >= 0 ? value : throw new NotSupportedException($"A seek to {value}.");
    }

    public override int Read(Span<byte> buffer)
    {
        if (++_reads > _mostReads) throw new InvalidOperationException($"{length} bytes were read more than {_mostReads} times.");
        int read = (int)Math.Clamp(length - _position, 0, buffer.Length);
        if (read > 0) bytes.AsSpan((int)_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
