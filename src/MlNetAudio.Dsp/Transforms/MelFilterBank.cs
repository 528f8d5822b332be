namespace MlNetAudio.Dsp.Transforms;

/// <summary>Triangles over the bins of a spectrum, evenly spaced in mels; each is linear in hertz and spans from its lower to its upper neighbour's centre.</summary>
/// <remarks>librosa.filters.mel and librosa.mel_frequencies, with their rounding to single precision.</remarks>
public static class MelFilterBank
{
    /// <summary>Weights [melBands, 1 + fftLength/2], row-major. A band narrower than the spacing of the bins may be all zero, as in librosa.</summary>
    /// <exception cref="ArgumentException">The frequencies are not 0 ≤ fMin &lt; fMax ≤ half the sample rate.</exception>
    public static float[] Create(int sampleRateHz, int fftLength, int melBands, double fMin, double fMax, MelScale scale, MelNormalization normalization)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        Require.Positive(fftLength, nameof(fftLength));
        Require.Positive(melBands, nameof(melBands));
        if (!(fMin >= 0 && fMin < fMax && fMax <= sampleRateHz / 2.0))
            throw new ArgumentException(FormattableString.Invariant(
                $"A mel filter bank needs 0 ≤ minimum < maximum ≤ half the sample rate ({sampleRateHz / 2.0} Hz), got a minimum of {fMin} Hz and a maximum of {fMax} Hz."));

        int bins = 1 + fftLength / 2;
        double[] edges = Frequencies(melBands + 2, fMin, fMax, scale);
        float[] weights = new float[melBands * bins];
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
        return weights;
    }

    /// <summary>Hertz [count], evenly spaced in mels from fMin to fMax, both included.</summary>
    public static double[] Frequencies(int count, double fMin, double fMax, MelScale scale)
    {
        double[] frequencies = new double[Require.Positive(count, nameof(count))];
        double first = ToMels(fMin, scale), last = ToMels(fMax, scale), step = count > 1 ? (last - first) / (count - 1) : 0;
        for (int i = 0; i < count; i++) frequencies[i] = ToHertz(i > 0 && i == count - 1 ? last : first + i * step, scale);
        return frequencies;
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

    private const double SlaneyHertzPerMel = 200.0 / 3, SlaneyBreakHertz = 1000, SlaneyBreakMels = SlaneyBreakHertz / SlaneyHertzPerMel;
    private static readonly double SlaneyLogStep = Math.Log(6.4) / 27;
}
