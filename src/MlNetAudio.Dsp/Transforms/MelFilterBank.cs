using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>Triangles over the bins of a spectrum, evenly spaced in mels; each is linear in hertz and spans from its lower to its upper neighbour's centre.</summary>
/// <remarks>librosa.filters.mel, librosa.mel_frequencies and torchaudio.functional.melscale_fbanks, with their rounding to single precision.</remarks>
public static class MelFilterBank
{
    /// <summary>Weights [melBands, 1 + fftLength/2], row-major. A band narrower than the spacing of the bins may be all zero, as in librosa.</summary>
    /// <param name="beyondNyquist">Whether bands may lie above half the sample rate, where no bin is: what of them lies there is silent.</param>
    /// <exception cref="ArgumentException">The frequencies are not 0 ≤ fMin &lt; fMax, fMax is above half the sample rate and <paramref name="beyondNyquist"/> is not set, or the bands are too narrow to be told apart.</exception>
    public static float[] Create(
        int sampleRateHz, int fftLength, int melBands, double fMin, double fMax, MelScale scale, MelNormalization normalization,
        MelFilterConvention convention = MelFilterConvention.Librosa, bool beyondNyquist = false)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        Require.Positive(fftLength, nameof(fftLength));
        Require.Positive(melBands, nameof(melBands));
        if (!(fMin >= 0 && fMin < fMax && (beyondNyquist ? double.IsFinite(fMax) : fMax <= sampleRateHz / 2.0)))
            throw new ArgumentException(FormattableString.Invariant(
                $"A mel filter bank needs 0 ≤ minimum < maximum ≤ half the sample rate ({sampleRateHz / 2.0} Hz), got a minimum of {fMin} Hz and a maximum of {fMax} Hz."));

        int bins = 1 + fftLength / 2;
        float[] weights = new float[checked(melBands * bins)];
        if (convention == MelFilterConvention.Torchaudio) FillInSinglePrecision(weights, sampleRateHz, bins, melBands, fMin, fMax, scale, normalization);
        else Fill(weights, sampleRateHz, fftLength, bins, melBands, fMin, fMax, scale, normalization);
        if (normalization is MelNormalization.UnitSum or MelNormalization.UnitLength or MelNormalization.UnitPeak)
            for (int band = 0; band < melBands; band++) Normalize(weights.AsSpan(band * bins, bins), normalization);
        return Finite(weights, melBands, fMin, fMax);
    }

    /// <summary>Hertz [count], evenly spaced in mels from fMin to fMax, both included.</summary>
    public static double[] Frequencies(int count, double fMin, double fMax, MelScale scale)
    {
        double[] frequencies = new double[Require.Positive(count, nameof(count))];
        double first = ToMels(fMin, scale), last = ToMels(fMax, scale), step = count > 1 ? (last - first) / (count - 1) : 0;
        for (int i = 0; i < count; i++) frequencies[i] = ToHertz(i > 0 && i == count - 1 ? last : first + i * step, scale);
        return frequencies;
    }

    /// <summary>Weights [melBands, 1 + fftLength/2] of triangles that are linear in mels, 1127·ln(1 + f/700), not in hertz; the bin at half the rate is not used.</summary>
    /// <remarks>Kaldi's and HTK's, in single precision as torchaudio.compliance.kaldi.get_mel_banks.</remarks>
    internal static float[] LinearInMels(int sampleRateHz, int fftLength, int melBands, double fMin, double fMax)
    {
        if (!(fMin >= 0 && fMin < fMax && fMax <= sampleRateHz / 2.0))
            throw new ArgumentException(FormattableString.Invariant(
                $"A mel filter bank needs 0 ≤ minimum < maximum ≤ half the sample rate ({sampleRateHz / 2.0} Hz), got a minimum of {fMin} Hz and a maximum of {fMax} Hz."));

        int bins = 1 + fftLength / 2;
        float[] weights = new float[checked(melBands * bins)];
        double lowest = 1127 * Math.Log(1 + fMin / 700), step = (1127 * Math.Log(1 + fMax / 700) - lowest) / (melBands + 1);
        float binHz = (float)((double)sampleRateHz / fftLength);
        for (int band = 0; band < melBands; band++)
        {
            float left = (float)lowest + band * (float)step, centre = (float)lowest + (band + 1) * (float)step, right = (float)lowest + (band + 2) * (float)step;
            for (int bin = 0; bin < bins - 1; bin++)
            {
                float mel = 1127 * MathF.Log(1 + binHz * bin / 700);
                weights[band * bins + bin] = Math.Max(0, Math.Min((mel - left) / (centre - left), (right - mel) / (right - centre)));
            }
        }
        return Finite(weights, melBands, fMin, fMax);
    }

    /// <summary>Edges that fall together divide by zero.</summary>
    private static float[] Finite(float[] weights, int melBands, double fMin, double fMax) => Array.TrueForAll(weights, float.IsFinite) ? weights : throw new ArgumentException(FormattableString.Invariant(
        $"{melBands} mel bands from {fMin} Hz to {fMax} Hz are narrower than can be told apart; take fewer bands or a wider range."));

    private static void Fill(float[] weights, int sampleRateHz, int fftLength, int bins, int melBands, double fMin, double fMax, MelScale scale, MelNormalization normalization)
    {
        double[] edges = Frequencies(melBands + 2, fMin, fMax, scale);
        double binHz = 1 / (fftLength * (1.0 / sampleRateHz));
        for (int band = 0; band < melBands; band++)
        {
            double lower = edges[band], centre = edges[band + 1], upper = edges[band + 2];
            double scaling = normalization == MelNormalization.Slaney ? 2 / (upper - lower) : 1;
            for (int bin = 0; bin < bins; bin++)
            {
                double hertz = bin * binHz;
                float triangle = (float)Math.Max(0, Math.Min((hertz - lower) / (centre - lower), (upper - hertz) / (upper - centre)));
                weights[band * bins + bin] = (float)(triangle * scaling);
            }
        }
    }

    private static void FillInSinglePrecision(float[] weights, int sampleRateHz, int bins, int melBands, double fMin, double fMax, MelScale scale, MelNormalization normalization)
    {
        float[] hertz = EvenlySpaced(0, sampleRateHz / 2, bins);
        float[] edges = Array.ConvertAll(EvenlySpaced((float)ToMels(fMin, scale), (float)ToMels(fMax, scale), melBands + 2), mels => ToHertzInSinglePrecision(mels, scale));
        for (int band = 0; band < melBands; band++)
        {
            float lower = edges[band], centre = edges[band + 1], upper = edges[band + 2];
            float scaling = normalization == MelNormalization.Slaney ? 2 / (upper - lower) : 1;
            for (int bin = 0; bin < bins; bin++)
                weights[band * bins + bin] = scaling * Math.Max(0, Math.Min((hertz[bin] - lower) / (centre - lower), (upper - hertz[bin]) / (upper - centre)));
        }
    }

    /// <summary>From both ends to the middle, so that both are exact.</summary>
    private static float[] EvenlySpaced(float first, float last, int count)
    {
        float[] values = new float[count];
        float step = (last - first) / Math.Max(1, count - 1);
        for (int i = 0; i < count; i++) values[i] = i < count / 2 ? first + step * i : last - step * (count - i - 1);
        return values;
    }

    private static void Normalize(Span<float> triangle, MelNormalization normalization)
    {
        float norm = normalization switch
        {
            MelNormalization.UnitSum => TensorPrimitives.SumOfMagnitudes<float>(triangle),
            MelNormalization.UnitLength => TensorPrimitives.Norm<float>(triangle),
            _ => TensorPrimitives.MaxMagnitude<float>(triangle),
        };
        if (norm > 1.17549435e-38f) TensorPrimitives.Divide(triangle, norm, triangle);   // the smallest normal number; an empty triangle stays empty
    }

    internal static double ToMels(double hertz, MelScale scale) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + hertz / 700),
        _ => hertz < SlaneyBreakHertz ? hertz / SlaneyHertzPerMel : SlaneyBreakMels + Math.Log(hertz / SlaneyBreakHertz) / SlaneyLogStep,
    };

    internal static double ToHertz(double mels, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mels / 2595) - 1),
        _ => mels < SlaneyBreakMels ? mels * SlaneyHertzPerMel : SlaneyBreakHertz * Math.Exp(SlaneyLogStep * (mels - SlaneyBreakMels)),
    };

    private static float ToHertzInSinglePrecision(float mels, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (MathF.Pow(10, mels / 2595) - 1),
        _ => mels < (float)SlaneyBreakMels ? mels * (float)SlaneyHertzPerMel : (float)SlaneyBreakHertz * MathF.Exp((float)SlaneyLogStep * (mels - (float)SlaneyBreakMels)),
    };

    private const double SlaneyHertzPerMel = 200.0 / 3, SlaneyBreakHertz = 1000, SlaneyBreakMels = SlaneyBreakHertz / SlaneyHertzPerMel;
    private static readonly double SlaneyLogStep = Math.Log(6.4) / 27;
}
