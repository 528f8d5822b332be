using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → spectral centroid [1, frames] in Hz: Σ f·|X| / Σ |X|; 0 for a silent frame.</summary>
/// <remarks>librosa.feature.spectral_centroid. One instance serves any number of threads.</remarks>
public sealed class SpectralCentroidExtractor : IStreamingExtractor
{
    /// <summary>A spectrum whose magnitudes sum to less is not scaled: the smallest normal number of single precision, as in librosa.</summary>
    internal const double SmallestSum = 1.17549435e-38;

    private readonly Feature _feature;

    public SpectralCentroidExtractor(SpectralCentroidOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options.Stft), SpectralBins.Hertz(options.SampleRateHz, options.FftLength));
    }

    public IReadOnlyList<string> Names { get; } = ["spectral_centroid"];

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    /// <summary>sums[lane] = what librosa divides a spectrum's magnitudes by: their sum, or 1 where that vanishes. centroids[lane] in Hz.</summary>
    internal static void Compute(ReadOnlySpan<double> hertz, ReadOnlySpan<double> magnitude, Span<double> sums, Span<double> centroids)
    {
        SpectralBins.Sum(magnitude, sums);
        SpectralBins.WeightedSum(hertz, magnitude, centroids);
        for (int lane = 0; lane < Stft.Lanes; lane++)
        {
            if (sums[lane] < SmallestSum) sums[lane] = 1;
            centroids[lane] /= sums[lane];
        }
    }

    private sealed class Feature(Stft stft, double[] hertz) : SpectrumFeature(stft, 1)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            Span<double> sums = stackalloc double[Stft.Lanes];
            SpectralCentroidExtractor.Compute(hertz, workspace.Spectra.Magnitude(), sums, centroids: values);
        }
    }
}
