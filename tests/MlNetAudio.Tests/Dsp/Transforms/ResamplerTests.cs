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

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var resampler = new Resampler(11_025, 16_000);
        float[] samples = Some.Floats(5_000, seed: 11), expected = resampler.Resample(samples);

        Parallel.For(0, 50, _ => Assert.Equal(expected, resampler.Resample(samples)));
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
