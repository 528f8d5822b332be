namespace MlNetAudio.Dsp.Transforms;

/// <summary>Weights that gather the bins of a spectrum by pitch class, whatever their octave: a Gaussian around each pitch class, broad where bins are further apart than pitches.</summary>
/// <remarks>librosa.filters.chroma, with its rounding to single precision; after D. Ellis, "Chroma feature analysis and synthesis", 2007.</remarks>
public static class ChromaFilterBank
{
    /// <summary>Weights [chromas, 1 + ⌊fftLength/2⌋], row-major.</summary>
    /// <param name="tuning">Deviation of the reference pitch from A = 440 Hz, in pitch classes.</param>
    /// <param name="normalization">Of the weights of each bin.</param>
    /// <param name="centerOctave">The octave that counts most; 0 is that of 27.5 Hz, so 5 begins at 880 Hz: ctroct.</param>
    /// <param name="octaveWidth">Standard deviation, in octaves, of the weight around it; null: every octave counts the same.</param>
    /// <param name="startsAtC">Row 0 is C; else A: base_c.</param>
    public static float[] Create(
        int sampleRateHz, int fftLength, int chromas = 12, double tuning = 0, ChromaNormalization normalization = ChromaNormalization.Euclidean,
        double centerOctave = 5, double? octaveWidth = 2, bool startsAtC = true)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        Require.Positive(fftLength, nameof(fftLength));
        Require.Positive(chromas, nameof(chromas));
        if (octaveWidth is { } octaves) Require.Positive(octaves, nameof(octaveWidth));
        if (!double.IsFinite(centerOctave)) throw new ArgumentOutOfRangeException(nameof(centerOctave), FormattableString.Invariant($"centerOctave must be finite, got {centerOctave}."));
        if (!double.IsFinite(tuning)) throw new ArgumentOutOfRangeException(nameof(tuning), FormattableString.Invariant($"tuning must be finite, got {tuning}."));

        int bins = 1 + fftLength / 2;
        double[] places = Places(sampleRateHz, fftLength, chromas, tuning), column = new double[chromas];
        double half = Math.Round(chromas / 2.0, MidpointRounding.ToEven);
        int shift = startsAtC ? 3 * (chromas / 12) : 0;
        float[] weights = new float[chromas * bins];
        for (int bin = 0; bin < bins; bin++)
        {
            double width = bin + 1 < fftLength ? Math.Max(places[bin + 1] - places[bin], 1) : 1;
            for (int chroma = 0; chroma < chromas; chroma++)
            {
                double distance = (places[bin] - chroma + half + 10 * chromas) % chromas;
                if (distance < 0) distance += chromas;
                column[chroma] = Math.Exp(-0.5 * Square(2 * (distance - half) / width));
            }
            Normalize(column, normalization, smallest: 2.2250738585072014e-308);
            double octave = octaveWidth is { } deviation ? Math.Exp(-0.5 * Square((places[bin] / chromas - centerOctave) / deviation)) : 1;
            for (int chroma = 0; chroma < chromas; chroma++)
                weights[(chroma - shift + chromas) % chromas * bins + bin] = (float)(column[chroma] * octave);
        }
        return weights;
    }

    /// <summary>Divides the values by what the normalisation asks, unless that is below <paramref name="smallest"/>.</summary>
    internal static void Normalize(Span<double> values, ChromaNormalization normalization, double smallest)
    {
        double length = 0;
        foreach (double value in values)
            length = normalization switch
            {
                ChromaNormalization.Maximum => Math.Max(length, Math.Abs(value)),
                ChromaNormalization.Sum => length + Math.Abs(value),
                _ => length + value * value,
            };
        if (normalization == ChromaNormalization.Euclidean) length = Math.Sqrt(length);
        if (normalization == ChromaNormalization.None || length < smallest) return;
        for (int i = 0; i < values.Length; i++) values[i] /= length;
    }

    /// <summary>Where the bins [fftLength], those above half the rate too, lie in pitch classes above 27.5 Hz; 0 Hz is put one and a half octaves below bin 1.</summary>
    private static double[] Places(int sampleRateHz, int fftLength, int chromas, double tuning)
    {
        double[] places = new double[Math.Max(2, fftLength)];
        double reference = 440 * Math.Pow(2, tuning / chromas) / 16, spacing = (double)sampleRateHz / fftLength;
        for (int bin = 1; bin < places.Length; bin++) places[bin] = chromas * Math.Log2(bin * spacing / reference);
        places[0] = places[1] - 1.5 * chromas;
        return places;
    }

    private static double Square(double value) => value * value;
}
