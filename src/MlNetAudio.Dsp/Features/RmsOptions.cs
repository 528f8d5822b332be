namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into frames for its root mean square. Frames are centred: frame/2 zeros stand before and after the signal.</summary>
public sealed record RmsOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;
}
