using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralBandwidthExtractorTests
{
    [Theory, InlineData(2, true), InlineData(2, false), InlineData(1, true), InlineData(3.5, false)]
    [Trait("Category", "Kernels")]
    public void Every_value_is_that_of_the_definition(double exponent, bool normalized)
    {
        float[] signal = Some.Floats(500, seed: 1);
        var options = new SpectralBandwidthOptions { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, Exponent = exponent, Normalized = normalized };

        var actual = new SpectralBandwidthExtractor(options).Extract(signal);

        float[] expected = [.. NaiveSpectra.Magnitudes(signal, 64, 20).Select(spectrum =>
        {
            double sum = spectrum.Sum(), centroid = spectrum.Select((magnitude, bin) => bin * 125.0 * magnitude).Sum() / sum;
            return (float)Math.Pow(spectrum.Select((magnitude, bin) => magnitude * Math.Pow(Math.Abs(bin * 125.0 - centroid), exponent)).Sum() / (normalized ? sum : 1), 1 / exponent);
        })];
        Assert.InRange(Approximately.RelativeToPeak(Array.ConvertAll(expected, value => (double)value), actual.Values), 0, 2e-7);   // the rounding to single precision
    }

    [Fact]
    public void An_exponent_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SpectralBandwidthOptions.Librosa with { Exponent = 0 });

        Assert.StartsWith("Exponent must be between 0.25 and 10, got 0.", error.Message, StringComparison.Ordinal);
    }
}
