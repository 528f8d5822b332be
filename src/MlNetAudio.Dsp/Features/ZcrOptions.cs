namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into frames for its zero-crossing rate. Frames are centred: the edge samples are repeated frame/2 times before and after the signal.</summary>
public sealed record ZcrOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;
}
