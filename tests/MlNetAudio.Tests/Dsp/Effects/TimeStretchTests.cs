using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class TimeStretchTests
{
    [Fact]
    public void At_rate_one_the_signal_comes_back()
    {
        float[] signal = Some.Floats(7_777, seed: 1);

        Approximately.Equal(signal, new TimeStretch(1).Apply(signal), tolerance: 1e-6);
    }

    [Theory, InlineData(0.5), InlineData(0.81), InlineData(1.3), InlineData(3)]
    public void A_tone_keeps_its_frequency_and_its_level_and_lasts_n_over_rate_samples(double rate)
    {
        float[] signal = Some.Sine(440, 22_050, 22_050, amplitude: 0.5);

        float[] stretched = new TimeStretch(rate).Apply(signal);

        Assert.Equal((int)Math.Round(22_050 / rate), stretched.Length);
        float[] middle = stretched[(stretched.Length / 4)..(3 * stretched.Length / 4)];
        Assert.Equal(440, Tone.Frequency(middle, 22_050), 2.0);
        Assert.Equal(0.5 / Math.Sqrt(2), Level.Rms(middle), 0.05);   // interpolated magnitudes of frames whose phases differ lose some
    }

    [Theory]
    [Trait("Category", "Kernels")]
    [InlineData(64, 16, 0.7), InlineData(96, 24, 1.9), InlineData(50, 13, 1), InlineData(128, 32, 11.5)]
    public void Phasors_give_what_wrapped_angles_give(int fftLength, int hop, double rate)
    {
        float[] signal = Some.Floats(1_500, seed: 4);
        var options = new StftOptions { FftLength = fftLength, HopLength = hop };

        float[] actual = new TimeStretch(rate, options).Apply(signal);

        Approximately.Equal(ByAngles(signal, rate, options), actual, tolerance: 1e-4);   // the reference starts from spectra in single precision
    }

    [Fact]
    public void It_writes_into_memory_of_the_right_length()
    {
        var stretch = new TimeStretch(0.7);
        float[] signal = Some.Floats(6_000, seed: 1), output = Some.Floats(stretch.OutputLength(6_000), seed: 2);

        stretch.Apply(signal, output);

        Assert.Equal(stretch.Apply(signal), output);
        Assert.StartsWith("The stretched signal has 8571 samples, output has room for 10.", Assert.Throws<ArgumentException>(() => stretch.Apply(signal, new float[10])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_of_few_samples_and_silence_are_taken()
    {
        Assert.Equal(2, new TimeStretch(0.5).Apply([0.25f]).Length);
        Assert.Empty(new TimeStretch(100).Apply([1f]));
        Assert.All(new TimeStretch(0.9).Apply(new float[5_000]), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var stretch = new TimeStretch(1.1);
        float[] signal = Some.Floats(9_000, seed: 8), expected = stretch.Apply(signal);

        Parallel.For(0, 16, _ => Assert.Equal(expected, stretch.Apply(signal)));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(101)]
    public void A_rate_out_of_range_is_refused_by_name(double rate) =>
        Assert.StartsWith("rate must be between 0.01 and 100, got ", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeStretch(rate)).Message, StringComparison.Ordinal);

    /// <summary>The textbook's phase vocoder with angles, a frame after the other.</summary>
    private static float[] ByAngles(float[] signal, double rate, StftOptions options)
    {
        var stft = new Stft(options);
        var spectra = stft.Forward(signal);
        int stretched = (int)Math.Ceiling(spectra.Frames / rate);
        var output = new ComplexSpectrogram(spectra.Bins, stretched);
        for (int bin = 0; bin < spectra.Bins; bin++)
        {
            (double Magnitude, double Angle) At(int frame) => frame >= spectra.Frames ? (0, 0)
                : (double.Hypot(spectra.Re[bin * spectra.Frames + frame], spectra.Im[bin * spectra.Frames + frame]), Math.Atan2(spectra.Im[bin * spectra.Frames + frame], spectra.Re[bin * spectra.Frames + frame]));
            double angle = At(0).Angle, advance = 2 * Math.PI * options.HopLength!.Value * bin / options.FftLength;
            for (int frame = 0; frame < stretched; frame++)
            {
                double time = frame * rate;
                var (before, after) = (At((int)time), At((int)time + 1));
                double magnitude = (1 - (time - (int)time)) * before.Magnitude + (time - (int)time) * after.Magnitude;
                (output.Re[bin * stretched + frame], output.Im[bin * stretched + frame]) = ((float)(magnitude * Math.Cos(angle)), (float)(magnitude * Math.Sin(angle)));
                double deviation = after.Angle - before.Angle - advance;
                angle += advance + deviation - 2 * Math.PI * Math.Round(deviation / (2 * Math.PI));
            }
        }
        return stft.Inverse(output, (int)Math.Round(signal.Length / rate));
    }
}
