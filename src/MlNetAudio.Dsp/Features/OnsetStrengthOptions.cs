using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Which log-mel spectrogram rises where something begins, and how its rises are told.</summary>
public sealed record OnsetStrengthOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static OnsetStrengthOptions Librosa { get; } = new() { SampleRateHz = 22_050 };

    public int MelBands { get; init => field = Require.Positive(value); } = 128;

    public double MinimumFrequencyHz { get; init => field = Require.NotNegative(value); }

    /// <summary>Null: half the sample rate.</summary>
    public double? MaximumFrequencyHz { get; init => field = value is { } hertz ? Require.Positive(hertz) : null; }

    public MelScale MelScale { get; init; } = MelScale.Slaney;

    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    /// <summary>Decibels below the clip's maximum at which the spectrogram is floored; null: no floor, which a stream needs.</summary>
    public double? TopDecibels { get; init => field = value is { } decibels ? Require.Positive(decibels) : null; } = 80;

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
