using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class ResamplerTests
{
    /// <summary>Simple, large and prime ratios, both ways; 44099 and 16001 are prime to everything and interpolate between phases.</summary>
    public static TheoryData<int, int> Rates => new()
    {
        { 8_000, 16_000 }, { 16_000, 8_000 }, { 44_100, 16_000 }, { 16_000, 44_100 }, { 11_025, 16_000 }, { 22_050, 16_000 }, { 48_000, 44_100 },
        { 96_000, 16_000 }, { 192_000, 8_000 }, { 44_099, 16_000 }, { 16_001, 16_000 }, { 16_000, 44_099 }, { 96_000, 1_001 },
    };

    [Theory, MemberData(nameof(Rates))]
    public void A_tone_of_the_pass_band_stays_what_it_is(int from, int to)
    {
        double lower = Math.Min(from, to) / 2.0;
        foreach (double hertz in new[] { 0.01 * lower, 0.5 * lower, 0.9 * lower })
        {
            float[] actual = new Resampler(from, to).Resample(Some.Sine(hertz, from, Samples(from, to), amplitude: 0.5));

            AssertInnerDifference(Some.Sine(hertz, to, actual.Length, amplitude: 0.5), actual, 0.5 * 1e-5, $"{hertz} Hz");   // −100 dB
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void A_tone_beyond_the_new_Nyquist_frequency_is_100_decibels_down(int from, int to)
    {
        if (to > from) return;
        foreach (double hertz in new[] { 0.5005 * to, 0.6 * to, 0.5 * (0.5 * to + 0.5 * from), 0.49 * from }.Where(hertz => hertz > 0.5 * to && hertz < 0.5 * from))
        {
            float[] actual = new Resampler(from, to).Resample(Some.Sine(hertz, from, Samples(from, to)));

            AssertInnerDifference(new float[actual.Length], actual, 1e-5, $"{hertz} Hz");
        }
    }

    [Theory, InlineData(22_050, 16_000), InlineData(48_000, 8_000), InlineData(8_000, 11_025), InlineData(4_409, 1_600)]
    public void The_pass_band_is_flat_up_to_91_hundredths_of_the_lower_Nyquist_frequency(int from, int to)
    {
        double lower = Math.Min(from, to) / 2.0;
        for (int step = 1; step <= 13; step++)
        {
            double hertz = 0.07 * step * lower;

            float[] actual = new Resampler(from, to).Resample(Some.Sine(hertz, from, Samples(from, to)));

            AssertInnerDifference(Some.Sine(hertz, to, actual.Length), actual, 1e-5, $"{hertz} Hz");   // amplitude and phase, to −100 dB
        }
    }

    [Theory, InlineData(22_050, 16_000), InlineData(48_000, 8_000), InlineData(44_100, 16_000), InlineData(4_409, 1_600)]
    public void From_the_new_Nyquist_frequency_up_nothing_above_minus_100_decibels_is_left(int from, int to)
    {
        for (int step = 0; step <= 16; step++)
        {
            double hertz = 0.5 * to + step / 16.0 * 0.499 * (from - to);

            float[] actual = new Resampler(from, to).Resample(Some.Sine(hertz + 0.001 * to, from, Samples(from, to)));

            AssertInnerDifference(new float[actual.Length], actual, 1e-5, $"{hertz} Hz");
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void Of_a_tone_at_a_higher_rate_no_image_appears(int from, int to)
    {
        if (to < 1.5 * from) return;
        float[] actual = new Resampler(from, to).Resample(Some.Sine(0.45 * from, from, Samples(from, to)));

        AssertInnerDifference(Some.Sine(0.45 * from, to, actual.Length), actual, 1e-5, "image");
    }

    [Theory, MemberData(nameof(Rates))]
    public void The_length_is_rounded_up(int from, int to)
    {
        var resampler = new Resampler(from, to);
        foreach (int samples in new[] { 0, 1, 2, 3, 999, 1_000, 16_000 })
        {
            int expected = (int)Math.Ceiling((decimal)samples * to / from);

            Assert.Equal(expected, resampler.Resample(new float[samples]).Length);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void A_constant_stays_that_constant(int from, int to)
    {
        float[] constant = new float[Samples(from, to)];
        constant.AsSpan().Fill(0.75f);

        float[] actual = new Resampler(from, to).Resample(constant);

        float[] expected = new float[actual.Length];
        expected.AsSpan().Fill(0.75f);
        AssertInnerDifference(expected, actual, 2e-6, "constant");
    }

    [Fact]
    public void The_same_rate_changes_nothing()
    {
        float[] samples = Some.Floats(1_000, seed: 5);

        Assert.Equal(samples, new Resampler(16_000, 16_000).Resample(samples));
    }

    [Fact]
    public void An_impulse_spreads_evenly_to_both_sides()
    {
        float[] impulse = new float[2_001];
        impulse[1_000] = 1;

        float[] actual = new Resampler(16_000, 32_000).Resample(impulse);

        for (int distance = 1; distance < 400; distance++) Assert.Equal(actual[2_000 - distance], actual[2_000 + distance], 1e-7f);
    }

    public static TheoryData<ResamplingMethod> Methods => [.. Enum.GetValues<ResamplingMethod>()];

    [Theory, MemberData(nameof(Methods))]
    public void One_instance_serves_many_threads(ResamplingMethod method)
    {
        var resampler = new Resampler(11_025, 16_000, new() { Method = method });
        float[] samples = Some.Floats(5_000, seed: 11), expected = resampler.Resample(samples);

        Parallel.For(0, 50, _ => Assert.Equal(expected, resampler.Resample(samples)));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Nothing_comes_of_nothing(ResamplingMethod method) => Assert.Empty(new Resampler(11_025, 16_000, new() { Method = method }).Resample([]));

    [Theory, MemberData(nameof(Methods))]
    public void One_sample_has_its_length_at_another_rate(ResamplingMethod method)
    {
        Assert.Equal(3, new Resampler(2, 5, new() { Method = method }).Resample([1]).Length);
        Assert.Single(new Resampler(5, 2, new() { Method = method }).Resample([1]));
    }

    [Fact]
    public void A_periodic_signal_comes_out_of_the_Fourier_method_to_single_precision()
    {
        float[] periods = Some.Sine(3, 101, 101), actual = new Resampler(101, 64, ResamplerOptions.Fourier).Resample(periods);

        Approximately.Equal(Some.Sine(3, 64, 64), actual, 2e-7);
    }

    /// <summary>As pitch shifting wants it: a ratio that is no ratio of small integers, given in thousandths of Hz.</summary>
    [Fact]
    public void Rates_may_be_given_in_any_unit()
    {
        float[] actual = new Resampler(14_254_379, 16_000_000).Resample(Some.Sine(1_000_000, 14_254_379, 2_000));

        AssertInnerDifference(Some.Sine(1_000_000, 16_000_000, actual.Length), actual, 1e-5, "1 kHz");
    }

    [Fact]
    public void Prime_rates_need_no_giant_table()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        GC.KeepAlive(new Resampler(767_957, 44_101));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4_000_000);   // a table of every phase would take 800 MB
    }

    [Theory, InlineData(ResamplingMethod.HighQuality, 16_000), InlineData(ResamplingMethod.HighQuality, 16_001), InlineData(ResamplingMethod.Polyphase, 16_000), InlineData(ResamplingMethod.Polyphase, 16_001)]
    public void Into_given_memory_nothing_is_allocated(ResamplingMethod method, int to)
    {
        var resampler = new Resampler(22_050, to, new() { Method = method });
        float[] samples = Some.Floats(22_050, seed: 14), expected = resampler.Resample(samples), actual = new float[expected.Length];
        long before = GC.GetAllocatedBytesForCurrentThread();

        resampler.Resample(samples, actual);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void An_output_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Resampler(16_000, 8_000).Resample(new float[5], new float[2]));

        Assert.StartsWith("5 samples at 16000 Hz are 3 at 8000 Hz, but the output has room for 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_too_far_apart_for_a_table_are_refused_with_what_to_do()
    {
        var error = Assert.Throws<ArgumentException>(() => new Resampler(2_000_003, 16_000, ResamplerOptions.Polyphase));

        Assert.Equal("Polyphase resampling by 16000/2000003 needs a filter of 4.0e+007 taps, at most 16777216 are possible; use HighQuality.", error.Message);
    }

    [Fact]
    public void A_rate_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(16_000, 0));

        Assert.StartsWith("toHz must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Enough for some 400 periods of the lower rate beyond the filter's ends.</summary>
    private static int Samples(int from, int to) => (int)(800L * Math.Max(from, to) / to);

    /// <summary>The tenth at both ends aside, and at least the filter's half width of 95 periods of the lower rate.</summary>
    private static void AssertInnerDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        int edge = expected.Length / 7;
        for (int n = edge; n < expected.Length - edge; n++)
        {
            double difference = Math.Abs((double)expected[n] - actual[n]);
            if (difference > tolerance) Assert.Fail(FormattableString.Invariant($"{what}: at {n} of {expected.Length}: expected {expected[n]}, got {actual[n]}, |d| {difference:e2} > {tolerance:e2}"));
        }
    }
}
