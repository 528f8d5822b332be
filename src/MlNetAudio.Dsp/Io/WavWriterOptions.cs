namespace MlNetAudio.Dsp.Io;

/// <summary>How a WAV file is written.</summary>
public sealed record WavWriterOptions
{
    public WavSampleFormat SampleFormat { get; init; } = WavSampleFormat.Pcm16;

    internal static WavWriterOptions Default { get; } = new();
}
