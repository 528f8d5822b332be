namespace MlNetAudio.Dsp.Io;

/// <summary>What a recording's header says, with the frames (samples per channel) that the file really holds.</summary>
public sealed record AudioInfo(int SampleRateHz, int Channels, long Frames)
{
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Frames / SampleRateHz);
}
