using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class RmsExtractorTests
{
    /// <summary>Signal, frame, hop: shorter than a frame, around multiples of the hop, odd frames, hops longer than the frame.</summary>
    public static TheoryData<int, int, int> Cuts => new()
    {
        { 1, 1024, 512 }, { 300, 1024, 512 }, { 511, 1024, 512 }, { 512, 1024, 512 }, { 513, 1024, 512 }, { 5_000, 1024, 512 },
        { 1_000, 25, 10 }, { 1_000, 1, 1 }, { 1_000, 2, 7 }, { 1_001, 401, 160 }, { 1_000, 400, 160 }, { 7, 3, 100 },
    };

    [Theory, MemberData(nameof(Cuts))]
    public void Every_frame_is_the_root_of_its_mean_square(int samples, int frame, int hop)
    {
        float[] signal = Some.Floats(samples, seed: samples);

        var actual = new RmsExtractor(new() { FrameLength = frame, HopLength = hop }).Extract(signal);

        float[] expected = [.. PaddedFrames.Cut(signal, frame, hop, repeatEdges: false).Select(values => (float)Math.Sqrt(values.Sum(value => value * value) / frame))];
        Assert.Equal(1, actual.Features);
        Approximately.Equal(expected, actual.Values, 1e-7);
    }

    [Theory, InlineData(PadMode.Reflect), InlineData(PadMode.Edge), InlineData(PadMode.Symmetric), InlineData(PadMode.Wrap)]
    public void What_stands_beyond_the_ends_is_what_PadMode_says(PadMode mode)
    {
        float[] signal = Some.Floats(700, seed: 1);

        float[] actual = new RmsExtractor(new() { FrameLength = 256, HopLength = 100, PadMode = mode }).Extract(signal).Values;

        Approximately.Equal([.. PaddedFrames.Cut(signal, 256, 100, mode).Select(values => (float)Math.Sqrt(values.Sum(value => value * value) / 256))], actual, 1e-7);
    }

    [Theory, InlineData(1_024, 512), InlineData(400, 160), InlineData(100, 300)]
    public void Frames_that_are_not_centred_start_at_their_hop(int frame, int hop)
    {
        float[] signal = Some.Floats(3_000, seed: 2);

        float[] actual = new RmsExtractor(new() { FrameLength = frame, HopLength = hop, Centered = false }).Extract(signal).Values;

        float[] expected = [.. Enumerable.Range(0, 1 + (3_000 - frame) / hop).Select(t => (float)Math.Sqrt(signal.AsSpan(t * hop, frame).ToArray().Sum(value => (double)value * value) / frame))];
        Approximately.Equal(expected, actual, 1e-7);
    }

    [Fact]
    public void A_signal_shorter_than_a_frame_that_is_not_centred_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RmsExtractor(new() { Centered = false }).Extract(new float[1_023]));

        Assert.StartsWith("The signal has 1023 samples, fewer than a frame of 1024", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_stream_gives_the_same_bits(bool centered)
    {
        float[] signal = Some.Floats(50_000, seed: 3);
        var extractor = new RmsExtractor(new() { Centered = centered });

        Assert.Equal(extractor.Extract(signal).Values, Streams.FirstRow(extractor, signal));
    }

    [Theory, Trait("Category", "Kernels"), MemberData(nameof(EveryLength))]
    public void Squares_are_summed_in_the_same_order_with_and_without_vectors(int length)
    {
        float[] signal = Some.Floats(length, seed: length);

        Assert.Equal(RmsFeature.SumOfSquaresReference(signal), RmsFeature.SumOfSquares(signal));
    }

    /// <summary>0..70: every remainder around four steps of 16 samples.</summary>
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(0, 71)];

    [Theory, InlineData(256), InlineData(255)]
    public void Of_a_spectrogram_without_a_window_it_is_that_of_the_samples(int frameLength)
    {
        float[] signal = Some.Floats(frameLength, seed: 4), re = new float[frameLength / 2 + 1], im = new float[frameLength / 2 + 1];
        new RealFft(frameLength).Forward(signal, re, im);
        var magnitudes = new FeatureMatrix(re.Length, 1);
        for (int bin = 0; bin < re.Length; bin++) magnitudes[bin, 0] = MathF.Sqrt(re[bin] * re[bin] + im[bin] * im[bin]);

        float actual = RmsExtractor.FromSpectrogram(magnitudes, frameLength)[0, 0];

        // librosa halves the power of 0 Hz and of half the rate before it doubles the sum; Parseval's theorem counts them once.
        Assert.Equal(new RmsExtractor(new() { FrameLength = frameLength, Centered = false }).Extract(signal)[0, 0], actual, 1e-6);
    }

    [Fact]
    public void A_spectrogram_of_another_frame_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => RmsExtractor.FromSpectrogram(new(129, 2), 512));

        Assert.StartsWith("A frame of 512 samples has 257 bins, got 129", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_sine_it_is_one_over_root_two()
    {
        var actual = new RmsExtractor(new()).Extract(Some.Sine(1_000, 16_000, 16_000));

        Assert.Equal(1 / Math.Sqrt(2), actual[0, 10], 1e-6);   // 64 whole periods a frame
    }

    [Fact]
    public void An_empty_signal_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RmsExtractor(new()).Extract([]));

        Assert.StartsWith("The signal has no samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_refused_with_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => new RmsExtractor(new()).Extract([0, float.NaN]));

        Assert.StartsWith("Sample 1 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hop_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RmsOptions { HopLength = 0 });

        Assert.StartsWith("HopLength must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }
}
