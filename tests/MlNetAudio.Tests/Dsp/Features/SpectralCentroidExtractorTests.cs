using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralCentroidExtractorTests
{
    private static readonly SpectralCentroidOptions Options = new() { SampleRateHz = 8_000, FftLength = 64, HopLength = 20 };

    [Theory, InlineData(1), InlineData(63), InlineData(500)]
    [Trait("Category", "Kernels")]
    public void Every_value_is_that_of_the_definition(int samples)
    {
        float[] signal = Some.Floats(samples, seed: samples);

        var actual = new SpectralCentroidExtractor(Options).Extract(signal);

        float[] expected = [.. NaiveSpectra.Magnitudes(signal, 64, 20).Select(spectrum => (float)(spectrum.Select((magnitude, bin) => bin * 125.0 * magnitude).Sum() / spectrum.Sum()))];
        Approximately.Equal(expected, actual.Values, 1e-3);   // of up to 4000 Hz; the rounding to single precision
    }

    [Fact]
    public void A_tone_has_its_centroid_at_its_frequency()
    {
        var actual = new SpectralCentroidExtractor(Options with { FftLength = 1024 }).Extract(Some.Sine(1_000, 8_000, 8_000));

        Assert.Equal(1_000, actual.Values[200], 0.1);   // the window's side lobes, cut off at 0 Hz
    }

    [Fact]
    public void Silence_has_its_centroid_at_0_Hz() => Assert.All(new SpectralCentroidExtractor(Options).Extract(new float[500]).Values, value => Assert.Equal(0, value));

    [Fact]
    public void A_signal_shorter_than_a_frame_that_is_not_centred_is_refused()
    {
        var extractor = new SpectralCentroidExtractor(Options with { Centered = false });

        Assert.Equal(0, extractor.FrameCount(63));
        var error = Assert.Throws<ArgumentException>(() => extractor.Extract(new float[63]));
        Assert.StartsWith("The signal has 63 samples, fewer than a frame of 64;", error.Message, StringComparison.Ordinal);
    }
}
