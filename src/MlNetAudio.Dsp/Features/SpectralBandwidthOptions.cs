namespace MlNetAudio.Dsp.Features;

/// <summary>How far a spectrum spreads around its centroid: (Σ |X|·|f − centroid|^p)^(1/p).</summary>
public sealed record SpectralBandwidthOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralBandwidthOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>p: 1 is the mean deviation, 2 the standard deviation; 0.25..10.</summary>
    public double Exponent { get; init => field = Require.Between(value, 0.25, 10); } = 2;

    /// <summary>Each spectrum's magnitudes are divided by their sum first, so that loudness does not count: norm.</summary>
    public bool Normalized { get; init; } = true;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralBandwidthExtractor(this);
}
