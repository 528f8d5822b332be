using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class NoiseTests
{
    [Theory, InlineData(NoiseColor.White, 0), InlineData(NoiseColor.Pink, -3.01), InlineData(NoiseColor.Brown, -6.02)]
    public void Its_power_per_hertz_falls_by_so_many_decibels_an_octave(NoiseColor color, double slope)
    {
        double[] power = BandPower(Noise.Generate(color, 1 << 16, seed: 1));

        for (int octave = 1; octave < power.Length; octave++) Assert.Equal(slope, 10 * Math.Log10(power[octave] / power[octave - 1]), 0.8);   // 256 bins and more: 4 deviations
    }

    [Theory, InlineData(NoiseColor.White), InlineData(NoiseColor.Pink), InlineData(NoiseColor.Brown)]
    public void Its_RMS_is_one_and_a_seed_gives_the_same_again(NoiseColor color)
    {
        float[] noise = Noise.Generate(color, 5_001, seed: 5);

        Assert.Equal(1, Level.Rms(noise), 1e-5);
        Assert.Equal(noise, Noise.Generate(color, 5_001, seed: 5));
        Assert.NotEqual(noise, Noise.Generate(color, 5_001, seed: 6));
    }

    [Theory, InlineData(20), InlineData(0), InlineData(-10)]
    public void Mixing_gives_the_wanted_ratio(double decibels)
    {
        float[] signal = Some.Sine(440, 16_000, 8_000, amplitude: 0.3), noise = Noise.Generate(NoiseColor.Pink, 3_000, seed: 2);

        float[] mixed = Noise.Mix(signal, noise, decibels, offset: 100);

        float[] added = [.. mixed.Zip(signal, (sum, sample) => sum - sample)];
        Assert.Equal(decibels, 20 * Math.Log10(Level.Rms(signal) / Level.Rms(added)), 1e-3);
    }

    [Fact]
    public void A_silent_noise_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Noise.Mix([1, 2], new float[4], 10));

        Assert.StartsWith("The noise is silent", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Mean power of the octaves from bin 256 up.</summary>
    private static double[] BandPower(float[] noise)
    {
        var fft = new RealFft(noise.Length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        fft.Forward(noise, re, im);
        return [.. Enumerable.Range(8, 6).Select(octave => Enumerable.Range(1 << octave, 1 << octave).Average(bin => (double)re[bin] * re[bin] + (double)im[bin] * im[bin]))];
    }
}
