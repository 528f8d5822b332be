namespace MlNetAudio.Dsp.Effects;

/// <summary>A recursive filter of second order: y[n] = (b₀·x[n] + b₁·x[n−1] + b₂·x[n−2] − a₁·y[n−1] − a₂·y[n−2]) / a₀, from rest, in double precision.</summary>
/// <remarks>R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"; torchaudio.functional.lowpass_biquad and highpass_biquad. One instance serves any number of threads.</remarks>
public sealed class BiquadFilter
{
    /// <summary>A resonance just short of a peak: Butterworth's 1/√2, as torchaudio rounds it.</summary>
    private const double DefaultQuality = 0.707;

    private readonly double _b0, _b1, _b2, _a1, _a2;

    /// <exception cref="ArgumentException">a₀ is 0, or a coefficient is not finite.</exception>
    public BiquadFilter(double b0, double b1, double b2, double a0, double a1, double a2)
    {
        if (a0 == 0) throw new ArgumentException("a0 must not be 0.", nameof(a0));
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
        if (!double.IsFinite(_b0 + _b1 + _b2 + _a1 + _a2)) throw new ArgumentException("The coefficients of a filter must be finite.", nameof(b0));
    }

    /// <summary>What is above the cutoff falls by 12 dB an octave.</summary>
    /// <exception cref="ArgumentException">The cutoff is not between 0 and half the sample rate, or the quality is not positive.</exception>
    public static BiquadFilter LowPass(int sampleRateHz, double cutoffHz, double quality = DefaultQuality)
    {
        var (cosine, alpha) = Design(sampleRateHz, cutoffHz, quality);
        return InSingle((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha);
    }

    /// <summary>What is below the cutoff falls by 12 dB an octave.</summary>
    /// <exception cref="ArgumentException">The cutoff is not between 0 and half the sample rate, or the quality is not positive.</exception>
    public static BiquadFilter HighPass(int sampleRateHz, double cutoffHz, double quality = DefaultQuality)
    {
        var (cosine, alpha) = Design(sampleRateHz, cutoffHz, quality);
        return InSingle((1 + cosine) / 2, -1 - cosine, (1 + cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha);
    }

    /// <summary>samples [n] → [n].</summary>
    /// <param name="clamp">Whether the result is limited to −1..1, as torchaudio does by default.</param>
    public float[] Apply(ReadOnlySpan<float> samples, bool clamp = false)
    {
        float[] output = new float[samples.Length];
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (int n = 0; n < output.Length; n++)
        {
            double x = samples[n], y = _b0 * x + _b1 * x1 + _b2 * x2 - _a1 * y1 - _a2 * y2;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            output[n] = (float)(clamp ? Math.Clamp(y, -1, 1) : y);
        }
        return output;
    }

    /// <summary>Coefficients as torchaudio holds them: what that rounds a low cutoff to matters more than any later rounding.</summary>
    private static BiquadFilter InSingle(double b0, double b1, double b2, double a0, double a1, double a2)
    {
        float scale = (float)a0;
        return new((float)b0 / scale, (float)b1 / scale, (float)b2 / scale, 1, (float)a1 / scale, (float)a2 / scale);
    }

    private static (double Cosine, double Alpha) Design(int sampleRateHz, double cutoffHz, double quality)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        Require.Positive(quality, nameof(quality));
        if (!(cutoffHz > 0 && cutoffHz < sampleRateHz / 2.0))
            throw new ArgumentOutOfRangeException(nameof(cutoffHz), FormattableString.Invariant($"cutoffHz must be between 0 and half the sample rate ({sampleRateHz / 2.0}), got {cutoffHz}."));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * cutoffHz / sampleRateHz);
        return (cosine, sine / 2 / quality);
    }
}
