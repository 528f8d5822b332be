using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralRolloffExtractorTests
{
    [Theory, InlineData(0.1), InlineData(0.85), InlineData(0.99)]
    [Trait("Category", "Kernels")]
    public void Every_value_is_that_of_the_definition(double fraction)
    {
        float[] signal = Some.Floats(500, seed: 1);

        var actual = new SpectralRolloffExtractor(new() { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, Fraction = fraction }).Extract(signal);

        float[] expected = [.. NaiveSpectra.Magnitudes(signal, 64, 20).Select(spectrum =>
        {
            double sum = 0;
            return 125f * Array.FindIndex(spectrum, magnitude => (sum += magnitude) >= fraction * spectrum.Sum());
        })];
        Assert.Equal(expected, actual.Values);
    }

    [Fact]
    public void Silence_rolls_off_at_0_Hz() => Assert.All(new SpectralRolloffExtractor(SpectralRolloffOptions.Librosa).Extract(new float[5_000]).Values, value => Assert.Equal(0, value));

    [Theory, InlineData(0), InlineData(1), InlineData(double.NaN)]
    public void A_fraction_that_is_none_is_refused_by_name(double fraction)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SpectralRolloffOptions.Librosa with { Fraction = fraction });

        Assert.StartsWith("Fraction must lie between 0 and 1, got", error.Message, StringComparison.Ordinal);
    }
}
