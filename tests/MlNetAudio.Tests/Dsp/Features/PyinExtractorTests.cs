using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Features;

public class PyinExtractorTests
{
    private static readonly PyinOptions Options = new() { SampleRateHz = 8_000, MinimumFrequencyHz = 100, MaximumFrequencyHz = 1_600, FrameLength = 512 };

    /// <summary>0.5 s of silence, of a tone with three harmonics, and of silence.</summary>
    private static float[] ToneBetweenSilence(double hertz)
    {
        float[] signal = new float[12_000];
        for (int n = 4_000; n < 8_000; n++)
            for (int harmonic = 1; harmonic <= 3; harmonic++) signal[n] += (float)(0.3 / harmonic * Math.Sin(2 * Math.PI * harmonic * hertz * n / 8_000));
        return signal;
    }

    [Theory, InlineData(130), InlineData(220), InlineData(415)]
    public void A_tone_between_silence_is_voiced_at_its_frequency(double hertz)
    {
        var track = new PyinExtractor(Options).Track(ToneBetweenSilence(hertz));

        Assert.Equal((94, 94, 94), (track.F0Hz.Length, track.Voiced.Length, track.VoicedProbability.Length));
        for (int frame = 0; frame < 94; frame++)
        {
            bool inside = frame is >= 34 and <= 60, outside = frame is <= 28 or >= 66;
            if (inside) Assert.True(track.Voiced[frame] && Math.Abs(1200 * Math.Log2(track.F0Hz[frame] / hertz)) < 15, $"frame {frame}: {track.F0Hz[frame]}");   // bins of 10 cents, and the trough's own place
            if (outside) Assert.True(!track.Voiced[frame] && float.IsNaN(track.F0Hz[frame]), $"frame {frame}");
        }
    }

    [Fact]
    public void Unvoiced_frames_get_the_frequency_asked_for()
    {
        float[] signal = ToneBetweenSilence(220);

        Assert.Equal(50, new PyinExtractor(Options with { UnvoicedHz = 50 }).Track(signal).F0Hz[0]);
        Assert.InRange(new PyinExtractor(Options with { UnvoicedHz = null }).Track(signal).F0Hz[0], 100, 1_600);
        Assert.Equal(0, new PyinExtractor(Options).Extract(signal)[0, 0]);
    }

    [Fact]
    public void Its_matrix_is_the_track()
    {
        var extractor = new PyinExtractor(Options with { UnvoicedHz = 1 });
        float[] signal = ToneBetweenSilence(300);

        var matrix = extractor.Extract(signal);

        var track = extractor.Track(signal);
        Assert.Equal(extractor.Names.Count, matrix.Features);
        Assert.Equal(extractor.FrameCount(signal.Length), matrix.Frames);
        Assert.Equal(track.F0Hz, matrix.Row(0).ToArray());
        Assert.Equal(Array.ConvertAll(track.Voiced, voiced => voiced ? 1f : 0), matrix.Row(1).ToArray());
        Assert.Equal(track.VoicedProbability, matrix.Row(2).ToArray());
    }

    [Fact]
    public void Silence_is_unvoiced_and_its_matrix_finite() => Assert.All(new PyinExtractor(Options).Extract(new float[5_000]).Values, value => Assert.Equal(0, value));

    [Fact]
    public void Threads_that_share_an_extractor_get_the_same_track()
    {
        var extractor = new PyinExtractor(Options);
        float[][] signals = [.. Enumerable.Range(0, 8).Select(i => ToneBetweenSilence(150 + 40 * i))];
        float[][] expected = [.. signals.Select(signal => extractor.Extract(signal).Values)];

        float[][] actual = new float[8][];
        Parallel.For(0, 8, i => actual[i] = extractor.Extract(signals[i]).Values);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_range_of_less_than_two_bins_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new PyinExtractor(Options with { MinimumFrequencyHz = 440, MaximumFrequencyHz = 441 }));

        Assert.StartsWith("MaximumFrequencyHz (441) must be at least a pitch bin of 0.1 semitones above MinimumFrequencyHz (440).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_its_memory_is_there_only_the_result_is_allocated()
    {
        var extractor = new PyinExtractor(Options);
        float[] signal = ToneBetweenSilence(220);
        int frames = extractor.Extract(signal).Frames;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) extractor.Extract(signal);
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;

        Assert.InRange(allocated, 3 * sizeof(float) * frames, 3 * sizeof(float) * frames + 1_000);   // the matrix, and a few small objects a signal
    }

    [Theory, InlineData(0), InlineData(1)]
    public void A_bin_is_a_part_of_a_semitone(double semitones) => Assert.Throws<ArgumentOutOfRangeException>(() => Options with { SemitonesPerBin = semitones });

    /// <summary>scipy.stats.beta.cdf, SciPy 1.10.</summary>
    [Theory]
    [InlineData(0.01, 2, 18, 0.015273761488896611), InlineData(0.1, 2, 18, 0.5797350211684026), InlineData(0.3, 2, 18, 0.9895781529733731), InlineData(0.9, 2, 18, 1)]
    [InlineData(0.5, 0.5, 0.5, 0.5), InlineData(0.2, 0.7, 3.5, 0.6769597752105135), InlineData(0.75, 30, 4, 0.020548101750187318), InlineData(0.05, 1, 1, 0.05)]
    [InlineData(0, 2, 18, 0), InlineData(1, 2, 18, 1)]
    public void Thresholds_are_weighed_by_the_beta_distribution(double x, double a, double b, double expected) => Assert.Equal(expected, PyinThresholdPrior.Beta(x, a, b), 2e-14);   // logarithms of gamma functions about 30, rounded
}
