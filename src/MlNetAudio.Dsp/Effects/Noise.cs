using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Noise of a colour, and signals with noise mixed in at a wanted signal-to-noise ratio.</summary>
public static class Noise
{
    /// <summary>Gaussian noise [samples] of RMS 1 and mean 0, the same for a seed on every machine but for rounding.</summary>
    /// <remarks>A random spectrum with magnitudes 1, 1/√f or 1/f, transformed back: one period of a periodic noise without a seam.</remarks>
    public static float[] Generate(NoiseColor color, int samples, int seed)
    {
        Require.Positive(samples, nameof(samples));
        if (!Enum.IsDefined(color)) throw new ArgumentOutOfRangeException(nameof(color), $"{color} is not a colour of noise.");
        var random = new Random(seed);
        double[] noise = new double[samples];
        for (int n = 0; n < samples; n++) noise[n] = Gaussian(random);
        if (color != NoiseColor.White && samples > 1) Tilt(noise, color == NoiseColor.Pink ? 0.5 : 1);

        double mean = samples > 1 ? noise.Average() : 0, squares = 0;
        foreach (double value in noise) squares += (value - mean) * (value - mean);
        double scale = squares == 0 ? 0 : Math.Sqrt(samples / squares);
        return Array.ConvertAll(noise, value => (float)((value - mean) * scale));
    }

    /// <summary>signal + noise, the noise scaled so that 20·log10(RMS of the signal / RMS of the noise) is the wanted ratio; nothing is clipped.</summary>
    /// <param name="signal">[samples]; what is silent altogether stays silent.</param>
    /// <param name="noise">[any number]; repeated where it is shorter than the signal, cut where it is longer.</param>
    /// <param name="signalToNoiseDecibels">The higher, the less noise.</param>
    /// <param name="offset">Sample of the noise that comes first.</param>
    /// <exception cref="ArgumentException">A signal has no sample, one is not finite, or the noise is silent.</exception>
    public static float[] Mix(ReadOnlySpan<float> signal, ReadOnlySpan<float> noise, double signalToNoiseDecibels, int offset = 0)
    {
        Signal.Check(signal);
        Signal.Check(noise);
        Require.Finite(signalToNoiseDecibels, nameof(signalToNoiseDecibels));
        if (offset < 0) throw new ArgumentOutOfRangeException(nameof(offset), $"offset must not be negative, got {offset}.");
        float[] mixed = new float[signal.Length];
        for (int n = 0; n < mixed.Length; n++) mixed[n] = noise[(int)(((long)offset + n) % noise.Length)];
        double noiseRms = Level.Rms(mixed);
        if (noiseRms == 0) throw new ArgumentException("The noise is silent; take a part of it that can be heard.", nameof(noise));

        double scale = Level.Rms(signal) / noiseRms * Math.Pow(10, -signalToNoiseDecibels / 20);
        for (int n = 0; n < mixed.Length; n++) mixed[n] = (float)(signal[n] + scale * mixed[n]);
        return mixed;
    }

    /// <summary>Bin k of the spectrum divided by k^exponent, bin 0 cleared.</summary>
    private static void Tilt(double[] noise, double exponent)
    {
        var fft = new RealFft(noise.Length);
        double[] re = new double[fft.Bins], im = new double[fft.Bins], scratch = new double[fft.ScratchLength];
        fft.Forward(noise, re, im, scratch);
        for (int bin = 0; bin < re.Length; bin++)
        {
            double gain = bin == 0 ? 0 : Math.Pow(bin, -exponent);
            (re[bin], im[bin]) = (re[bin] * gain, im[bin] * gain);
        }
        fft.Inverse(re, im, noise, scratch);
    }

    /// <remarks>Box and Muller's transform.</remarks>
    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * double.CosPi(2 * random.NextDouble());
}
