namespace MlNetAudio.Dsp.Features;

/// <summary>Which log-mel spectrogram rises where something begins, and how its rises are told. A stream needs TopDecibels null. The defaults are librosa's.</summary>
public sealed record OnsetStrengthOptions : LogarithmicMelOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static OnsetStrengthOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Frames between those that are compared.</summary>
    public int Lag { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Bands whose maximum a band is compared with, so that vibrato is no onset: max_size. 1: only itself.</summary>
    public int MaximumBands { get; init => field = Require.Positive(value); } = 1;

    public OnsetAggregation Aggregation { get; init; } = OnsetAggregation.Mean;

    /// <summary>The mean is taken out, by a high-pass filter.</summary>
    public bool Detrended { get; init; }

    /// <summary>Values are moved ⌊FftLength / (2·HopLength)⌋ frames later, to where a frame, centred, has the onset in its middle: center.</summary>
    public bool Shifted { get; init; } = true;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new OnsetStrengthExtractor(this);
}
