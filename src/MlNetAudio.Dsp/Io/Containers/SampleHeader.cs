using MlNetAudio.Dsp.Io.Codecs;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>Where the samples lie (bytes from the start of the file), how many of their bytes are really there, and how they are stored.</summary>
/// <param name="MissingBytes">What the header claims beyond the file's end.</param>
internal sealed record SampleHeader(SampleCodec Codec, int SampleRateHz, long DataOffset, long DataBytes, long MissingBytes = 0)
{
    public int Channels => Codec.Channels;

    /// <summary>Whole frames that are there.</summary>
    public long Frames { get; } = Codec.FramesIn(DataBytes);
}
