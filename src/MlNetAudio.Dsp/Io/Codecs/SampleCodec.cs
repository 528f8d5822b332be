namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>How samples are stored: bytes in blocks of a fixed size → interleaved samples [frames, channels].</summary>
internal abstract class SampleCodec(int channels, int blockBytes, int framesPerBlock)
{
    public int Channels { get; } = channels;

    /// <summary>Bytes that are decoded together: one frame of plain samples, a block of ADPCM.</summary>
    public int BlockBytes { get; } = blockBytes;

    public int FramesPerBlock { get; } = framesPerBlock;

    /// <summary>Whole frames in so many bytes, with those of a last block that is cut off.</summary>
    public long FramesIn(long bytes) => bytes / BlockBytes * FramesPerBlock + FramesInPart((int)(bytes % BlockBytes));

    /// <summary>Decodes whole blocks, of which the last may be cut off; the frames that came out. The bytes are overwritten.</summary>
    /// <param name="interleaved">At least FramesIn(bytes.Length) · Channels samples.</param>
    /// <exception cref="FormatException">The bytes cannot have come from an encoder; the message says why.</exception>
    public abstract int Decode(Span<byte> bytes, Span<float> interleaved);

    /// <summary>Whether samples are stored as floating-point numbers, which may be anything.</summary>
    public virtual bool IsFloatingPoint => false;

    /// <summary>Whole frames at the beginning of a block of which only so many bytes are there.</summary>
    protected abstract int FramesInPart(int bytes);
}
