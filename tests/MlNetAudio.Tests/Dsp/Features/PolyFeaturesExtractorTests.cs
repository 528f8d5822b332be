using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class PolyFeaturesExtractorTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(3)]
    [Trait("Category", "Kernels")]
    public void What_the_fit_leaves_has_nothing_in_common_with_any_power_of_frequency(int order)
    {
        float[] signal = Some.Floats(500, seed: 1);
        var options = new PolyFeaturesOptions { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, Order = order };

        var actual = new PolyFeaturesExtractor(options).Extract(signal);

        var spectra = NaiveSpectra.Magnitudes(signal, 64, 20);
        for (int frame = 0; frame < spectra.Count; frame++)
        {
            double[] rest = [.. spectra[frame].Select((magnitude, bin) => magnitude - Enumerable.Range(0, order + 1).Sum(row => actual[row, frame] * Math.Pow(bin * 125.0, order - row)))];
            for (int power = 0; power <= order; power++)
            {
                double[] column = [.. Enumerable.Range(0, rest.Length).Select(bin => Math.Pow(bin / 32.0, power))];
                Assert.Equal(0, rest.Zip(column, (a, b) => a * b).Sum() / column.Sum(), 1e-5);   // coefficients are rounded to single precision
            }
        }
    }

    [Fact]
    public void Rows_are_named_by_their_power_the_highest_first() => Assert.Equal(["poly_2", "poly_1", "poly_0"], new PolyFeaturesExtractor(PolyFeaturesOptions.Librosa with { Order = 2 }).Names);

    [Theory, InlineData(40, 64), InlineData(18, 2048)]
    public void An_order_that_cannot_be_told_apart_is_refused(int order, int fftLength)
    {
        var error = Assert.Throws<ArgumentException>(() => new PolyFeaturesExtractor(PolyFeaturesOptions.Librosa with { Order = order, FftLength = fftLength }));

        Assert.StartsWith($"Order {order} is too high to fit to {1 + fftLength / 2} bins;", error.Message, StringComparison.Ordinal);
    }
}
