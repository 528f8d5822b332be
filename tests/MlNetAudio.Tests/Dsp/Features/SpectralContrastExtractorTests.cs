using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralContrastExtractorTests
{
    /// <summary>Bins of 62.5 Hz.</summary>
    private static readonly SpectralContrastOptions Options = new() { SampleRateHz = 8_000, FftLength = 128, HopLength = 50, Bands = 3, MinimumFrequencyHz = 500, Quantile = 0.3 };

    /// <summary>Bins of the bands 0–500, 500–1000, 1000–2000 and 2000–4000 Hz: each but the first from the bin below on, each but the last without its topmost.</summary>
    private static readonly (int First, int End, int Averaged)[] Bands = [(0, 8, 3), (7, 16, 3), (15, 32, 5), (31, 65, 10)];

    [Fact]
    public void Every_value_is_that_of_the_definition()
    {
        float[] signal = Some.Floats(500, seed: 1);

        var linear = new SpectralContrastExtractor(Options with { Linear = true }).Extract(signal);
        var decibels = new SpectralContrastExtractor(Options).Extract(signal);

        var spectra = NaiveSpectra.Magnitudes(signal, 128, 50);
        for (int frame = 0; frame < spectra.Count; frame++)
            for (int band = 0; band < Bands.Length; band++)
            {
                var (first, end, averaged) = Bands[band];
                double[] sorted = [.. spectra[frame][first..end].Order()];
                double peak = sorted[^averaged..].Average(), valley = sorted[..averaged].Average();
                Assert.Equal(peak - valley, linear[band, frame], 1e-5);
                Assert.Equal(10 * Math.Log10(peak / valley), decibels[band, frame], 1e-5);
            }
    }

    [Fact]
    public void In_decibels_peaks_and_valleys_have_a_floor_80_below_their_own_maximum()
    {
        float[] signal = [.. Some.Floats(2_000, seed: 2), .. new float[2_000]];

        var contrast = new SpectralContrastExtractor(Options).Extract(signal);

        float[] silent = [.. Enumerable.Range(0, contrast.Features).Select(band => contrast[band, contrast.Frames - 1])];
        Assert.All(silent, value => Assert.Equal(silent[0], value, 1e-5));
        Assert.InRange(silent[0], 1, 80);   // what the loudest peak exceeds the loudest valley by
    }

    [Fact]
    public void Only_the_linear_contrast_streams()
    {
        float[] signal = Some.Floats(3_000, seed: 3);
        var extractor = new SpectralContrastExtractor(Options with { Linear = true });

        float[][] streamed = FeatureStreams.Collect(extractor.OpenStream(), signal, seed: 4);

        Assert.Equal(extractor.Extract(signal).Values, streamed.SelectMany(row => row));
        var error = Assert.Throws<NotSupportedException>(() => new SpectralContrastExtractor(Options).OpenStream());
        Assert.Contains("Linear = true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_beyond_half_the_rate_or_without_bins_is_refused()
    {
        var beyond = Assert.Throws<ArgumentException>(() => new SpectralContrastExtractor(SpectralContrastOptions.Librosa with { SampleRateHz = 8_000 }));
        var empty = Assert.Throws<ArgumentException>(() => new SpectralContrastExtractor(SpectralContrastOptions.Librosa with { FftLength = 64 }));
        var single = Assert.Throws<ArgumentException>(() => new SpectralContrastExtractor(SpectralContrastOptions.Librosa with { FftLength = 1 }));

        Assert.StartsWith("Band 6 of the spectral contrast begins at 6400 Hz, not below half the sample rate (4000 Hz)", beyond.Message, StringComparison.Ordinal);
        Assert.StartsWith("Band 0 of the spectral contrast, from 0 to 200 Hz, has too few bins of 344.", empty.Message, StringComparison.Ordinal);
        Assert.Contains("has too few bins of 22050 Hz", single.Message, StringComparison.Ordinal);
    }
}
