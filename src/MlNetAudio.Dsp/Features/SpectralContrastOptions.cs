namespace MlNetAudio.Dsp.Features;

/// <summary>Into which octaves a spectrum is cut, and how much of each counts as its peaks and valleys.</summary>
public sealed record SpectralContrastOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralContrastOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Where the lowest band ends and the first octave begins: fmin.</summary>
    public double MinimumFrequencyHz { get; init => field = Require.Positive(value); } = 200;

    /// <summary>Octaves above the lowest band; the last one reaches up to half the sample rate: n_bands.</summary>
    public int Bands { get; init => field = Require.Positive(value); } = 6;

    /// <summary>The part of a band's bins, at least one bin, that is averaged for its peak and for its valley; above 0, below 1.</summary>
    public double Quantile
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Quantile must lie between 0 and 1, got {value}."));
    } = 0.02;

    /// <summary>Peak − valley as magnitudes, not in decibels.</summary>
    public bool Linear { get; init; }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralContrastExtractor(this);
}
