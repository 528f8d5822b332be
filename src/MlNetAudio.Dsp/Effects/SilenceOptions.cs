namespace MlNetAudio.Dsp.Effects;

/// <summary>What counts as silence: frames whose RMS lies a number of decibels below that of the loudest frame. The defaults are librosa's.</summary>
public sealed record SilenceOptions
{
    /// <summary>Decibels below the loudest frame from which on a frame is silent: top_db.</summary>
    public double TopDecibels { get; init => field = Require.Positive(value); } = 60;

    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 2048;

    /// <summary>Samples; also how finely the borders are found.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;
}
