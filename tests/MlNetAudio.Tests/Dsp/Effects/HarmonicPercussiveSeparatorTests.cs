using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class HarmonicPercussiveSeparatorTests
{
    private static readonly HarmonicPercussiveOptions Options = new() { Stft = new() { FftLength = 512 } };

    [Theory, InlineData(1, 512), InlineData(700, 512), InlineData(6_001, 512), InlineData(3_000, 301)]
    public void Without_a_margin_the_two_parts_add_up_to_the_signal(int samples, int fftLength)
    {
        float[] signal = Some.Floats(samples, seed: samples);

        var (harmonic, percussive) = new HarmonicPercussiveSeparator(Options with { Stft = new() { FftLength = fftLength } }).Separate(signal);

        Approximately.Equal(signal, [.. harmonic.Zip(percussive, (a, b) => a + b)], 1e-6);   // two roundings to single precision
    }

    [Fact]
    public void A_tone_goes_to_one_part_and_clicks_to_the_other()
    {
        float[] tone = Some.Sine(1_000, 16_000, 16_000, 0.3), clicks = new float[16_000];
        for (int n = 1_000; n < clicks.Length; n += 3_000) clicks[n] = 1;

        var (harmonic, percussive) = new HarmonicPercussiveSeparator(Options).Separate([.. tone.Zip(clicks, (a, b) => a + b)]);

        Assert.True(SignalToNoise.InnerDecibels(tone, harmonic) > 20);
        Assert.True(SignalToNoise.InnerDecibels(clicks, percussive) > 10);
    }

    [Fact]
    public void A_margin_leaves_a_residual()
    {
        float[] signal = Some.Floats(8_000, seed: 1);

        var (harmonic, percussive) = new HarmonicPercussiveSeparator(Options with { HarmonicMargin = 3, PercussiveMargin = 3 }).Separate(signal);

        Assert.InRange(Energy([.. harmonic.Zip(percussive, (a, b) => a + b)]) / Energy(signal), 0, 0.5);

        static double Energy(float[] samples) => samples.Sum(sample => (double)sample * sample);
    }

    [Fact]
    public void A_margin_below_one_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Options with { HarmonicMargin = 0.5 });

        Assert.StartsWith("HarmonicMargin must be at least 1, got 0.5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_with_NaN_or_without_samples_is_refused()
    {
        var separator = new HarmonicPercussiveSeparator(Options);

        Assert.Throws<ArgumentException>(() => separator.Separate([0, float.NaN]));
        Assert.Throws<ArgumentException>(() => separator.Separate([]));
    }
}
