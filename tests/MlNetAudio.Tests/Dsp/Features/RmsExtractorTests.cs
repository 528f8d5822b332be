using MlNetAudio.Dsp.Features;
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
