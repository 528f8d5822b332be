using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class LevelTests
{
    [Fact]
    public void The_RMS_of_a_sine_is_its_amplitude_over_the_root_of_two() => Assert.Equal(0.5 / Math.Sqrt(2), Level.Rms(Some.Sine(100, 8_000, 8_000, amplitude: 0.5)), 1e-6);

    [Fact]
    public void Twenty_decibels_are_a_factor_of_ten() => Approximately.Equal([1, -2.5f], Level.Amplify([0.1f, -0.25f], decibels: 20), tolerance: 1e-6);

    [Theory, InlineData(-20), InlineData(0), InlineData(6)]
    public void A_signal_is_brought_to_the_wanted_level(double decibels)
    {
        float[] signal = Some.Floats(1_000, seed: 2);

        Assert.Equal(decibels, 20 * Math.Log10(Level.Rms(Level.NormalizeRms(signal, decibels))), 1e-5);
        Assert.Equal(decibels, 20 * Math.Log10(Level.Peak(Level.NormalizePeak(signal, decibels))), 1e-5);
    }

    [Fact]
    public void Silence_stays_silence()
    {
        Assert.All(Level.NormalizeRms(new float[10], -20), sample => Assert.Equal(0, sample));
        Assert.All(Level.NormalizePeak(new float[10]), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_gain_that_is_not_finite_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Level.Amplify([1], double.NaN));

        Assert.StartsWith("decibels must be a finite number, got NaN.", error.Message, StringComparison.Ordinal);
    }
}
