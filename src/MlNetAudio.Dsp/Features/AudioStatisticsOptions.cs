namespace MlNetAudio.Dsp.Features;

/// <summary>How the frames are cut whose RMS and zero-crossing rate are summed up for a clip.</summary>
public sealed record AudioStatisticsOptions
{
    public RmsOptions Rms { get; init; } = new();

    public ZcrOptions Zcr { get; init; } = new();
}
