using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp;

/// <summary>How well a signal agrees with another of the same length.</summary>
internal static class SignalToNoise
{
    /// <summary>10·log10(Σ expected² / Σ (expected − actual)²), leaving out a twentieth at both ends, where filters still fill.</summary>
    public static double InnerDecibels(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double signal = 0, noise = 0;
        for (int n = expected.Length / 20; n < expected.Length - expected.Length / 20; n++)
        {
            signal += (double)expected[n] * expected[n];
            noise += ((double)expected[n] - actual[n]) * ((double)expected[n] - actual[n]);
        }
        return 10 * Math.Log10(signal / noise);
    }

    /// <summary>The same of what lies below a fraction of the Nyquist frequency.</summary>
    public static double InnerDecibels(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double fractionOfNyquist)
    {
        Assert.Equal(expected.Length, actual.Length);
        int first = expected.Length / 20, length = expected.Length - 2 * first;
        double[] window = Window.Periodic(WindowFunction.Hann, length);
        float[] signal = new float[length], difference = new float[length];
        for (int n = 0; n < length; n++)
        {
            signal[n] = (float)(expected[first + n] * window[n]);
            difference[n] = (float)(((double)expected[first + n] - actual[first + n]) * window[n]);
        }
        return 10 * Math.Log10(EnergyBelow(signal, fractionOfNyquist) / EnergyBelow(difference, fractionOfNyquist));
    }

    private static double EnergyBelow(float[] signal, double fractionOfNyquist)
    {
        var fft = new RealFft(signal.Length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        fft.Forward(signal, re, im);
        double energy = 0;
        for (int bin = 0; bin < fractionOfNyquist * (fft.Bins - 1); bin++) energy += (double)re[bin] * re[bin] + (double)im[bin] * im[bin];
        return energy;
    }
}
