using System.Numerics;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Sums over the bins of a block of spectra [bins, lanes], each lane by itself and in the order of the bins, so that they are the same on every machine.</summary>
internal static class SpectralBins
{
    /// <summary>Frequencies [1 + ⌊fftLength/2⌋] of the bins, as numpy.fft.rfftfreq rounds them.</summary>
    public static double[] Hertz(int sampleRateHz, int fftLength)
    {
        double[] hertz = new double[1 + fftLength / 2];
        double spacing = 1 / (fftLength * (1.0 / sampleRateHz));
        for (int bin = 0; bin < hertz.Length; bin++) hertz[bin] = bin * spacing;
        return hertz;
    }

    /// <summary>sums[lane] = Σ values[bin, lane].</summary>
    public static void Sum(ReadOnlySpan<double> values, Span<double> sums)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var results = MemoryMarshal.Cast<double, Vector<double>>(sums[..Stft.Lanes]);
        for (int part = 0; part < results.Length; part++)
        {
            var sum = Vector<double>.Zero;
            for (int i = part; i < vectors.Length; i += results.Length) sum += vectors[i];
            results[part] = sum;
        }
    }

    /// <summary>sums[lane] = Σ weights[bin] · values[bin, lane].</summary>
    public static void WeightedSum(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, Span<double> sums)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values[..(weights.Length * Stft.Lanes)]);
        var results = MemoryMarshal.Cast<double, Vector<double>>(sums[..Stft.Lanes]);
        for (int part = 0; part < results.Length; part++)
        {
            var sum = Vector<double>.Zero;
            for (int bin = 0; bin < weights.Length; bin++) sum += weights[bin] * vectors[bin * results.Length + part];
            results[part] = sum;
        }
    }
}
