using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class BiquadFilterTests
{
    [Theory, InlineData(100, 1), InlineData(1_000, 0.707), InlineData(7_900, 0)]
    public void A_low_pass_keeps_what_is_below_its_cutoff(double hertz, double gain) => Assert.Equal(gain, Gain(BiquadFilter.LowPass(16_000, 1_000), hertz), 1e-3);

    [Theory, InlineData(100, 0.01), InlineData(1_000, 0.707), InlineData(7_900, 1)]
    public void A_high_pass_keeps_what_is_above_its_cutoff(double hertz, double gain) => Assert.Equal(gain, Gain(BiquadFilter.HighPass(16_000, 1_000), hertz), 1e-3);

    [Fact]
    public void Clamping_limits_the_result_to_one()
    {
        float[] loud = Some.Sine(100, 16_000, 2_000, amplitude: 3);

        float[] clamped = BiquadFilter.LowPass(16_000, 1_000).Apply(loud, clamp: true), free = BiquadFilter.LowPass(16_000, 1_000).Apply(loud);

        Assert.Equal((-1f, 1f), (clamped.Min(), clamped.Max()));
        Assert.Equal(free.Select(value => Math.Clamp(value, -1, 1)), clamped);
    }

    [Theory, InlineData(0), InlineData(8_000), InlineData(double.NaN)]
    public void A_cutoff_out_of_range_is_refused_by_name(double hertz)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BiquadFilter.LowPass(16_000, hertz));

        Assert.StartsWith("cutoffHz must be between 0 and half the sample rate (8000)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_without_its_first_coefficient_is_refused() => Assert.Throws<ArgumentException>(() => new BiquadFilter(1, 0, 0, 0, 0, 0));

    /// <summary>The amplitude of a sine of 1 once the filter has settled.</summary>
    private static double Gain(BiquadFilter filter, double hertz)
    {
        float[] settled = filter.Apply(Some.Sine(hertz, 16_000, 32_000))[16_000..];
        return Math.Sqrt(2 * settled.Average(value => (double)value * value));   // a second holds whole periods
    }
}
