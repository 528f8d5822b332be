using System.Numerics.Tensors;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Dsp.Effects;

/// <summary>How loud a signal is, and how to make it as loud as wanted. Decibels are of amplitude, relative to full scale: 0 dB is 1.</summary>
public static class Level
{
    /// <summary>√(Σx²/n), 0..; 0 for no samples.</summary>
    public static double Rms(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : Math.Sqrt(RmsFeature.SumOfSquares(samples) / samples.Length);

    /// <summary>max |x|, 0..; 0 for no samples.</summary>
    public static double Peak(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(samples));

    /// <summary>samples [n] · 10^(decibels/20); nothing is clipped.</summary>
    public static float[] Amplify(ReadOnlySpan<float> samples, double decibels) => Scaled(samples, Math.Pow(10, Require.Finite(decibels, nameof(decibels)) / 20));

    /// <summary>Scaled to that root mean square; nothing is clipped. Silence stays silence.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static float[] NormalizeRms(ReadOnlySpan<float> samples, double decibels)
    {
        Signal.Check(samples);
        return ScaledTo(samples, Rms(samples), Require.Finite(decibels, nameof(decibels)));
    }

    /// <summary>Scaled to that greatest magnitude. Silence stays silence.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static float[] NormalizePeak(ReadOnlySpan<float> samples, double decibels = 0)
    {
        Signal.Check(samples);
        return ScaledTo(samples, Peak(samples), Require.Finite(decibels, nameof(decibels)));
    }

    internal static float[] Scaled(ReadOnlySpan<float> samples, double factor)
    {
        float[] output = new float[samples.Length];
        for (int n = 0; n < output.Length; n++) output[n] = (float)(samples[n] * factor);
        return output;
    }

    private static float[] ScaledTo(ReadOnlySpan<float> samples, double level, double decibels) => level == 0 ? samples.ToArray() : Scaled(samples, Math.Pow(10, decibels / 20) / level);
}
