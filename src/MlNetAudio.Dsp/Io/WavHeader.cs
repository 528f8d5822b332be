namespace MlNetAudio.Dsp.Io;

/// <summary>How one sample is stored.</summary>
internal enum WavEncoding
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
}

/// <summary>What the fmt chunk says, checked: interleaved samples, little-endian.</summary>
internal sealed record WavFormat(WavEncoding Encoding, int Channels, int SampleRateHz)
{
    public int BytesPerSample => Encoding switch
    {
        WavEncoding.Unsigned8 => 1,
        WavEncoding.Signed16 => 2,
        WavEncoding.Signed24 => 3,
        WavEncoding.Float64 => 8,
        _ => 4,
    };

    public int BytesPerFrame => BytesPerSample * Channels;
}

/// <summary>Where the samples lie: bytes counted from the start of the stream, whole frames that are really there.</summary>
internal sealed record WavHeader(WavFormat Format, long DataOffset, long Frames);
