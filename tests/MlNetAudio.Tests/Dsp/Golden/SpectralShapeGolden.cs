using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.feature.spectral_centroid, bandwidth, rolloff, flatness, contrast and poly_features.</summary>
internal sealed class SpectralShapeGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => SpectralEntry.IsOffered(entry) && Extractor(entry) is { } extractor ? () => extractor().Extract(entry.Input()).Values : null;

    private static Func<IFeatureExtractor>? Extractor(GoldenEntry entry) => entry.Function switch
    {
        "librosa.feature.spectral_centroid" => () => new SpectralCentroidExtractor(SpectralEntry.Apply(SpectralCentroidOptions.Librosa, entry)),
        "librosa.feature.spectral_bandwidth" => () => new SpectralBandwidthExtractor(
            SpectralEntry.Apply(SpectralBandwidthOptions.Librosa, entry) with { Exponent = entry.Number("p") ?? 2, Normalized = entry.Flag("norm") ?? true }),
        "librosa.feature.spectral_rolloff" => () => new SpectralRolloffExtractor(SpectralEntry.Apply(SpectralRolloffOptions.Librosa, entry) with { Fraction = entry.Number("roll_percent") ?? 0.85 }),
        "librosa.feature.spectral_flatness" => () => new SpectralFlatnessExtractor(
            SpectralEntry.Apply(SpectralFlatnessOptions.Librosa, entry) with { MinimumPower = entry.Number("amin") ?? 1e-10, Exponent = entry.Number("power") ?? 2 }),
        "librosa.feature.spectral_contrast" => () => new SpectralContrastExtractor(SpectralEntry.Apply(SpectralContrastOptions.Librosa, entry) with
        {
            MinimumFrequencyHz = entry.Number("fmin") ?? 200,
            Bands = entry.Integer("n_bands", 6),
            Quantile = entry.Number("quantile") ?? 0.02,
            Linear = entry.Flag("linear") ?? false,
        }),
        "librosa.feature.poly_features" => () => new PolyFeaturesExtractor(SpectralEntry.Apply(PolyFeaturesOptions.Librosa, entry) with { Order = entry.Integer("order", 1) }),
        _ => null,
    };
}
