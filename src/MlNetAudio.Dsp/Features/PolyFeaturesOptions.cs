namespace MlNetAudio.Dsp.Features;

/// <summary>Which polynomial of frequency is fitted to a spectrum.</summary>
public sealed record PolyFeaturesOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static PolyFeaturesOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Degree of the polynomial: 0 fits the mean, 1 a line.</summary>
    public int Order { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(null, $"Order must not be negative, got {value}."); } = 1;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new PolyFeaturesExtractor(this);
}
