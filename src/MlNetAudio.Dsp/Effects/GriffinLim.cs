using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>A signal whose spectra have given magnitudes: phases are those of the signal that the last guess gives, again and again.</summary>
/// <remarks>librosa.griffinlim. D. W. Griffin and J. S. Lim (1984); the momentum: N. Perraudin, P. Balazs and P. L. Søndergaard, "A fast Griffin-Lim algorithm" (2013).</remarks>
public static class GriffinLim
{
    /// <summary>Keeps 0/0 out: librosa's bound, the smallest normal single.</summary>
    private const float Smallest = 1.17549435e-38f;

    /// <summary>magnitudes [bins, frames] → mono signal [length].</summary>
    /// <param name="length">Samples of the result; null: what the frames cover.</param>
    /// <exception cref="ArgumentException">The magnitudes do not make whole frames, or one is negative or not finite.</exception>
    public static float[] Reconstruct(ReadOnlySpan<float> magnitudes, GriffinLimOptions? options = null, int? length = null)
    {
        options ??= new();
        var stft = new Stft(options.Stft);
        if (magnitudes.IsEmpty || magnitudes.Length % stft.Bins != 0)
            throw new ArgumentException($"Transforms of {options.Stft.FftLength} samples have {stft.Bins} bins; {magnitudes.Length} magnitudes are no whole frames of them.", nameof(magnitudes));
        for (int i = 0; i < magnitudes.Length; i++)
            if (!(magnitudes[i] >= 0 && float.IsFinite(magnitudes[i])))
                throw new ArgumentException(FormattableString.Invariant($"Magnitude {i} is {magnitudes[i]}; magnitudes are finite and not negative."), nameof(magnitudes));

        int frames = magnitudes.Length / stft.Bins, samples = length ?? stft.SignalLength(frames);
        var guess = new ComplexSpectrogram(stft.Bins, frames);
        Start(magnitudes, options.Seed, guess);
        ComplexSpectrogram? before = null;
        float pull = (float)(options.Momentum / (1 + options.Momentum));
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            var rebuilt = Fitted(stft.Forward(stft.Inverse(guess, samples)), frames);
            for (int i = 0; i < magnitudes.Length; i++)
            {
                float re = rebuilt.Re[i] - pull * (before?.Re[i] ?? 0), im = rebuilt.Im[i] - pull * (before?.Im[i] ?? 0);
                float scale = magnitudes[i] / (MathF.Sqrt(re * re + im * im) + Smallest);
                (guess.Re[i], guess.Im[i]) = (re * scale, im * scale);
            }
            before = rebuilt;
        }
        return stft.Inverse(guess, samples);
    }

    private static void Start(ReadOnlySpan<float> magnitudes, int? seed, ComplexSpectrogram guess)
    {
        var random = seed is { } number ? new Random(number) : null;
        for (int i = 0; i < magnitudes.Length; i++)
        {
            var (sin, cos) = random is null ? (0, 1) : Math.SinCos(2 * Math.PI * random.NextDouble());
            (guess.Re[i], guess.Im[i]) = ((float)(magnitudes[i] * cos), (float)(magnitudes[i] * sin));
        }
    }

    /// <summary>The same with as many frames, cut or filled with zeros, where the wanted length is not the frames' own.</summary>
    private static ComplexSpectrogram Fitted(ComplexSpectrogram spectra, int frames)
    {
        if (spectra.Frames == frames) return spectra;
        var fitted = new ComplexSpectrogram(spectra.Bins, frames);
        int kept = Math.Min(frames, spectra.Frames);
        for (int bin = 0; bin < spectra.Bins; bin++)
        {
            spectra.Re.AsSpan(bin * spectra.Frames, kept).CopyTo(fitted.Re.AsSpan(bin * frames));
            spectra.Im.AsSpan(bin * spectra.Frames, kept).CopyTo(fitted.Im.AsSpan(bin * frames));
        }
        return fitted;
    }
}
