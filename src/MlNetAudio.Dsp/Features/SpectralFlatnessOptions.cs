namespace MlNetAudio.Dsp.Features;

/// <summary>Which powers of a spectrum's magnitudes are averaged geometrically and arithmetically.</summary>
public sealed record SpectralFlatnessOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralFlatnessOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>What smaller powers count as, so that silence is flat: amin.</summary>
    public double MinimumPower { get; init => field = Require.Positive(value); } = 1e-10;

    /// <summary>Of the magnitudes: 2 averages power, 1 magnitude; above 0, at most 4.</summary>
    public double Exponent { get; init => field = Require.Exponent(value); } = 2;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralFlatnessExtractor(this);
}
