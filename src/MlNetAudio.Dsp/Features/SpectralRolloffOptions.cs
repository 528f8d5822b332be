namespace MlNetAudio.Dsp.Features;

/// <summary>Which part of a spectrum's magnitudes lies below its roll-off frequency.</summary>
public sealed record SpectralRolloffOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralRolloffOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Above 0, below 1: roll_percent.</summary>
    public double Fraction
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Fraction must lie between 0 and 1, got {value}."));
    } = 0.85;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralRolloffExtractor(this);
}
