namespace MlNetAudio.Dsp.Features;

/// <summary>How the rises of all mel bands become one number.</summary>
public enum OnsetAggregation
{
    /// <summary>librosa.onset.onset_strength's default.</summary>
    Mean,

    /// <summary>What librosa.beat.beat_track takes.</summary>
    Median,
}
