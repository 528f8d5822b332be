namespace MlNetAudio.Dsp.Features;

/// <summary>How the frames are cut whose RMS and zero-crossing rate are summed up for a clip.</summary>
public sealed record AudioStatisticsOptions
{
    public RmsOptions Rms { get; init => field = value ?? throw new ArgumentNullException(nameof(Rms)); } = new();

    public ZcrOptions Zcr { get; init => field = value ?? throw new ArgumentNullException(nameof(Zcr)); } = new();
}
