using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralFlatnessExtractorTests
{
    [Theory, InlineData(2), InlineData(1), InlineData(0.7)]
    [Trait("Category", "Kernels")]
    public void Every_value_is_that_of_the_definition(double exponent)
    {
        float[] signal = Some.Floats(500, seed: 1);
        signal.AsSpan(100, 200).Clear();

        var actual = new SpectralFlatnessExtractor(new() { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, Exponent = exponent, MinimumPower = 1e-3 }).Extract(signal);

        float[] expected = [.. NaiveSpectra.Magnitudes(signal, 64, 20).Select(spectrum =>
        {
            double[] powers = [.. spectrum.Select(magnitude => Math.Max(1e-3, Math.Pow(magnitude, exponent)))];
            return (float)(Math.Exp(powers.Average(Math.Log)) / powers.Average());
        })];
        Approximately.Equal(expected, actual.Values, 2e-7);   // of values up to 1; the rounding to single precision
    }

    [Fact]
    public void Silence_is_flat_and_a_tone_is_not()
    {
        var extractor = new SpectralFlatnessExtractor(new() { SampleRateHz = 8_000 });

        Assert.All(extractor.Extract(new float[5_000]).Values, value => Assert.Equal(1, value, 1e-6));
        Assert.InRange(extractor.Extract(Some.Sine(1_000, 8_000, 8_000)).Values[8], 0, 1e-6);
    }
}
