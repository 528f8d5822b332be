using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class OnsetStrengthExtractorTests
{
    private static readonly OnsetStrengthOptions Options = new() { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, MelBands = 6 };

    [Theory]
    [InlineData(1, 1, OnsetAggregation.Mean, false, true), InlineData(3, 1, OnsetAggregation.Median, true, true)]
    [InlineData(2, 3, OnsetAggregation.Mean, true, false), InlineData(1, 4, OnsetAggregation.Median, false, true)]
    public void Every_value_is_that_of_the_definition(int lag, int maximumBands, OnsetAggregation aggregation, bool detrended, bool shifted)
    {
        float[] signal = Some.Floats(700, seed: 1);
        signal.AsSpan(200, 200).Clear();
        var options = Options with { Lag = lag, MaximumBands = maximumBands, Aggregation = aggregation, Detrended = detrended, Shifted = shifted, TopDecibels = 40 };

        var actual = new OnsetStrengthExtractor(options).Extract(signal);

        Approximately.Equal(Reference(signal, options), actual.Values, 1e-4);   // of tens of decibels, which librosa's detrending adds up
    }

    [Fact]
    public void A_click_is_the_strongest_in_the_frame_it_is_in()
    {
        float[] signal = Array.ConvertAll(Some.Floats(44_100, seed: 2), value => 1e-3f * value);
        signal[512 * 40] = 1;

        float[] strength = new OnsetStrengthExtractor(OnsetStrengthOptions.Librosa).Extract(signal).Values;

        Assert.InRange(strength.IndexOf(strength.Max()), 39, 41);
    }

    [Fact]
    public void Without_a_floor_it_streams_and_with_one_it_does_not()
    {
        float[] signal = Some.Floats(5_000, seed: 3);
        var extractor = new OnsetStrengthExtractor(Options with { TopDecibels = null, Lag = 2, MaximumBands = 3, Detrended = true });

        Assert.Equal(extractor.Extract(signal).Values, Assert.Single(FeatureStreams.Collect(extractor.OpenStream(), signal, seed: 4)));
        var error = Assert.Throws<NotSupportedException>(() => new OnsetStrengthExtractor(Options).OpenStream());
        Assert.Contains("set TopDecibels to null", error.Message, StringComparison.Ordinal);
    }

    private static float[] Reference(float[] signal, OnsetStrengthOptions options)
    {
        float[] filters = MelFilterBank.Create(8_000, 64, 6, 0, 4_000, MelScale.Slaney, MelNormalization.Slaney);
        double[][] decibels = [.. NaiveSpectra.Magnitudes(signal, 64, 20).Select(spectrum => Enumerable.Range(0, 6)
            .Select(band => 10 * Math.Log10(Math.Max(1e-10, spectrum.Select((magnitude, bin) => filters[band * 33 + bin] * magnitude * magnitude).Sum()))).ToArray())];
        double floor = decibels.Max(frame => frame.Max()) - options.TopDecibels!.Value;
        foreach (double[] frame in decibels)
            for (int band = 0; band < frame.Length; band++) frame[band] = Math.Max(floor, frame[band]);

        List<double> strength = [.. new double[options.Lag + (options.Shifted ? 64 / (2 * 20) : 0)]];
        for (int frame = options.Lag; frame < decibels.Length; frame++)
        {
            double[] rises = [.. decibels[frame].Select((value, band) => Math.Max(0, value - Around(decibels[frame - options.Lag], band, options.MaximumBands).Max())).Order()];
            strength.Add(options.Aggregation == OnsetAggregation.Mean ? rises.Average() : (rises[2] + rises[3]) / 2);
        }
        double[] detrended = [.. strength];
        for (int i = 0; i < detrended.Length; i++) detrended[i] = strength[i] - (i > 0 ? strength[i - 1] - 0.99 * detrended[i - 1] : 0);
        return [.. (options.Detrended ? detrended : [.. strength]).Take(decibels.Length).Select(value => (float)value)];
    }

    private static IEnumerable<double> Around(double[] values, int index, int size) =>
        Enumerable.Range(index - size / 2, size).Select(i => values[i < 0 ? -1 - i : i >= values.Length ? 2 * values.Length - 1 - i : i]);
}
