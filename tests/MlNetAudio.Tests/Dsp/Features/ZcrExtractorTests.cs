using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class ZcrExtractorTests
{
    [Theory, MemberData(nameof(RmsExtractorTests.Cuts), MemberType = typeof(RmsExtractorTests))]
    public void Every_frame_counts_its_changes_of_sign_but_not_at_its_first_sample(int samples, int frame, int hop)
    {
        float[] signal = Some.Floats(samples, seed: samples);

        float[] actual = new ZcrExtractor(new() { FrameLength = frame, HopLength = hop }).Extract(signal).Values;

        float[] expected = [.. PaddedFrames.Cut(signal, frame, hop, repeatEdges: true)
            .Select(values => (float)((double)Enumerable.Range(1, frame - 1).Count(n => values[n] < 0 != values[n - 1] < 0) / frame))];
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(-0f, 0)]
    [InlineData(-9e-11f, 0)]
    [InlineData(-2e-10f, 1)]
    public void What_is_nearly_zero_is_positive(float second, int crossings)
    {
        float[] signal = [1, second];

        Assert.Equal(crossings / 2f, new ZcrExtractor(new() { FrameLength = 2, HopLength = 2 }).Extract(signal)[0, 0] + new ZcrExtractor(new() { FrameLength = 2, HopLength = 1 }).Extract(signal)[0, 1]);
    }

    [Fact]
    public void A_square_wave_crosses_twice_a_period_exactly()
    {
        float[] signal = [.. Enumerable.Range(0, 8_000).Select(n => n / 10 % 2 == 0 ? 1f : -1f)];

        // A frame of 1,000 samples from a step on: 100 half periods, 99 steps inside it.
        Assert.Equal(0.099f, new ZcrExtractor(new() { FrameLength = 1_000, HopLength = 1_000, Centered = false }).Extract(signal)[0, 3]);
    }

    [Theory, Trait("Category", "Kernels")]
    [InlineData(true, false, 0.3), InlineData(false, false, 0.3), InlineData(true, true, 0), InlineData(false, true, 0.3)]
    public void Signs_are_counted_as_librosa_counts_them(bool zeroIsPositive, bool countFirstSample, double threshold)
    {
        var options = new ZcrOptions { FrameLength = 150, HopLength = 40, ZeroIsPositive = zeroIsPositive, CountFirstSample = countFirstSample, Threshold = threshold };
        float[] signal = Some.Floats(2_000, seed: 5);

        float[] actual = new ZcrExtractor(options).Extract(signal).Values;

        double Clipped(double value) => Math.Abs(value) <= threshold ? 0 : value;
        bool Crosses(double a, double b) => zeroIsPositive ? Clipped(a) < 0 != Clipped(b) < 0 : Math.Sign(Clipped(a)) != Math.Sign(Clipped(b));
        float[] expected = [.. PaddedFrames.Cut(signal, 150, 40, repeatEdges: true)
            .Select(values => (float)(((countFirstSample ? 1 : 0) + Enumerable.Range(1, 149).Count(n => Crosses(values[n - 1], values[n]))) / 150.0))];
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_stream_gives_the_same_bits()
    {
        float[] signal = Some.Floats(50_000, seed: 6);
        var extractor = new ZcrExtractor(new());

        Assert.Equal(extractor.Extract(signal).Values, Streams.FirstRow(extractor, signal));
    }

    [Fact]
    public void A_sine_crosses_zero_twice_a_period()
    {
        float[] signal = Some.Sine(1_001, 16_000, 16_000);

        Assert.Equal(2 * 1_001 / 16_000.0, new ZcrExtractor(new()).Extract(signal)[0, 10], 1.01 / 1_024);   // one crossing more or less in a frame
    }

    [Fact]
    public void Silence_does_not_cross() => Assert.DoesNotContain(new ZcrExtractor(new()).Extract(new float[5_000]).Values, value => value != 0);

    [Fact]
    public void An_empty_signal_is_refused() => Assert.Throws<ArgumentException>(() => new ZcrExtractor(new()).Extract([]));
}
