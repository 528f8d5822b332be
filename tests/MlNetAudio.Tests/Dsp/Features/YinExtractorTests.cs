using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class YinExtractorTests
{
    /// <summary>The end of a frame, which has no counterpart, pulls a trough towards shorter periods, the less the longer the frame: librosa's definition, not an error of ours.</summary>
    [Theory, InlineData(70, 2_048, 0.008), InlineData(70, 16_384, 0.001), InlineData(440, 2_048, 0.0012), InlineData(440, 16_384, 0.001), InlineData(660.5, 16_384, 0.001)]
    [InlineData(1_900, 16_384, 0.002)]   // twelve samples a period: no parabola
    public void Of_a_sine_it_is_its_frequency(double hertz, int frameLength, double tolerance)
    {
        var actual = new YinExtractor(new() { SampleRateHz = 22_050, FrameLength = frameLength, Centered = false }).Extract(Some.Sine(hertz, 22_050, 22_050));

        Assert.All(actual.Values, value => Assert.Equal(1, value / hertz, tolerance));
    }

    [Fact]
    public void It_follows_a_glide()
    {
        float[] signal = new float[22_050];
        for (int n = 0; n < signal.Length; n++) signal[n] = (float)Math.Sin(2 * Math.PI * (400 * (n / 22_050.0) + 50 * Math.Pow(n / 22_050.0, 2)));   // from 400 to 500 Hz

        var actual = new YinExtractor(new() { SampleRateHz = 22_050, HopLength = 441 }).Extract(signal);

        for (int frame = 5; frame < 45; frame++) Assert.Equal(1, actual[0, frame] / (400 + 100 * frame / 50.0), 0.003);   // within a frame of 93 ms it glides by 2 %
    }

    [Theory, InlineData(600, 64, true), InlineData(600, 63, true), InlineData(600, 64, false)]
    public void Every_value_is_that_of_the_definition(int samples, int frameLength, bool centered)
    {
        var options = new YinOptions { SampleRateHz = 8_000, MinimumFrequencyHz = 200, MaximumFrequencyHz = 2_000, FrameLength = frameLength, HopLength = 20, Centered = centered, TroughThreshold = 0.6 };
        float[] signal = [.. Some.Sine(500, 8_000, samples).Zip(Some.Floats(samples, seed: 1), (tone, noise) => tone + 0.5f * noise)];

        float[] actual = new YinExtractor(options).Extract(signal).Values;

        var frames = centered ? PaddedFrames.Cut(signal, frameLength, 20, repeatEdges: false) : [.. Enumerable.Range(0, 1 + (samples - frameLength) / 20).Select(t => Array.ConvertAll(signal[(20 * t)..(20 * t + frameLength)], value => (double)value))];
        Approximately.Equal([.. frames.Select(frame => (float)(8_000 / Period(frame, shortest: 4, longest: 40, threshold: 0.6)))], actual, 1e-2);   // hertz, of at most 2,000: 5e-6
    }

    [Fact]
    public void A_stream_gives_the_same_bits()
    {
        float[] signal = Some.Floats(9_000, seed: 2);
        var extractor = new YinExtractor(new() { SampleRateHz = 8_000, FrameLength = 512, MinimumFrequencyHz = 100 });

        Assert.Equal(extractor.Extract(signal).Values, Streams.FirstRow(extractor, signal));
    }

    [Fact]
    public void Silence_gives_the_highest_frequency() => Assert.All(new YinExtractor(new() { SampleRateHz = 22_050 }).Extract(new float[9_000]).Values, value => Assert.Equal(2_205, value));

    [Theory, Trait("Category", "Kernels"), MemberData(nameof(Lengths))]
    public void Troughs_are_found_as_by_their_definition(int length)
    {
        double[] values = Array.ConvertAll(Some.Floats(length, seed: length), value => Math.Round(4 * value));   // many neighbours are equal
        int[] indices = new int[length];

        int count = YinDifference.FindTroughs(values, indices);

        Assert.Equal(Troughs(values), indices[..count]);
    }

    /// <summary>2..40: every remainder around several vectors.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(2, 39)];

    [Theory]
    [InlineData(65, 9_000, 2_048, "MaximumFrequencyHz must be at most half the sample rate (8000), got 9000.")]
    [InlineData(500, 400, 2_048, "MinimumFrequencyHz must be below MaximumFrequencyHz (400), got 500.")]
    [InlineData(65, 2_000, 200, "A frame of 200 samples at 16000 Hz is shorter than a period of 65 Hz; take FrameLength 495")]
    public void Options_that_do_not_go_together_are_refused(double minimum, double maximum, int frameLength, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new YinExtractor(new() { SampleRateHz = 16_000, MinimumFrequencyHz = minimum, MaximumFrequencyHz = maximum, FrameLength = frameLength }));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static int[] Troughs(double[] values)
    {
        int last = values.Length - 1;
        return [.. Enumerable.Range(0, values.Length).Where(i => i == 0 ? values[0] < values[1] : i == last ? values[last] < values[last - 1] : values[i] < values[i - 1] && values[i] <= values[i + 1])];
    }

    /// <summary>By sums instead of transforms.</summary>
    private static double Period(double[] frame, int shortest, int longest, double threshold)
    {
        double[] d = new double[longest + 1], normalized = new double[longest + 1];
        double Autocorrelation(int k) => Enumerable.Range(0, frame.Length - k).Sum(n => frame[n] * frame[n + k]);
        for (int k = 1; k <= longest; k++)
        {
            d[k] = 2 * (Autocorrelation(0) - Autocorrelation(k)) - frame.Take(k).Sum(value => value * value);
            normalized[k] = d[k] == 0 ? 0 : d[k] * k / d[1..(k + 1)].Sum();
        }
        double[] looked = normalized[shortest..];
        int[] troughs = [.. Troughs(looked).Where(i => looked[i] < threshold)];
        int place = troughs.Length > 0 ? troughs[0] : Array.IndexOf(looked, looked.Min());
        if (place == 0 || place == looked.Length - 1) return shortest + place;
        double curve = looked[place + 1] + looked[place - 1] - 2 * looked[place], slope = (looked[place + 1] - looked[place - 1]) / 2;
        return shortest + place + (Math.Abs(slope) >= Math.Abs(curve) ? 0 : -slope / curve);
    }
}
