using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Mono signal [samples] → its harmonic and its percussive part [samples each]: medians of the spectrogram's magnitudes along time and along frequency make two soft masks.</summary>
/// <remarks>
/// librosa.effects.hpss; D. FitzGerald, "Harmonic/percussive separation using median filtering", 2010; J. Driedger et al., "Extending harmonic-percussive separation
/// of audio", 2014. Holds the whole spectrogram: 32 bytes a bin and frame. One instance serves any number of threads.
/// </remarks>
public sealed class HarmonicPercussiveSeparator
{
    /// <summary>Where both medians lie below this, the mask is ½ or, with margins, 0: the smallest normal number of single precision.</summary>
    private const double SmallestMedian = 1.17549435e-38;

    private readonly HarmonicPercussiveOptions _options;
    private readonly Stft _stft;

    /// <exception cref="ArgumentException">The window is longer than the transform.</exception>
    public HarmonicPercussiveSeparator(HarmonicPercussiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _stft) = (options, new(options.Stft));
    }

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public (float[] Harmonic, float[] Percussive) Separate(ReadOnlySpan<float> samples)
    {
        int bins = _stft.Bins, frames = SpectralBlocks.Count(_stft, samples);
        double[] re = new double[checked(bins * frames)], im = new double[bins * frames], magnitude = new double[bins * frames];
        SpectralBlocks.Visit(_stft, samples, (spectra, first, block) =>
        {
            var magnitudes = spectra.Magnitude();
            for (int bin = 0; bin < bins; bin++)
                for (int lane = 0; lane < block; lane++)
                {
                    int from = bin * Stft.Lanes + lane, to = bin * frames + first + lane;
                    (re[to], im[to], magnitude[to]) = (spectra.Re[from], spectra.Im[from], magnitudes[from]);
                }
        });

        double[] lasting = new double[magnitude.Length];
        for (int bin = 0; bin < bins; bin++)
            RunningMedian.Filter(magnitude.AsSpan(bin * frames, frames), _options.HarmonicFrames, lasting.AsSpan(bin * frames, frames));
        float[] harmonic = new float[samples.Length], percussive = new float[samples.Length];
        Synthesize(re, im, magnitude, lasting, frames, harmonic, percussive);
        return (harmonic, percussive);
    }

    private void Synthesize(double[] re, double[] im, double[] magnitude, double[] lasting, int frames, float[] harmonic, float[] percussive)
    {
        int bins = _stft.Bins, block = bins * Stft.Lanes;
        using Stft.Synthesis harmonicSynthesis = _stft.NewSynthesis(frames, harmonic), percussiveSynthesis = _stft.NewSynthesis(frames, percussive);
        double[] column = new double[bins], striking = new double[bins];
        double[] harmonicRe = new double[block], harmonicIm = new double[block], percussiveRe = new double[block], percussiveIm = new double[block];
        for (int first = 0; first < frames; first += Stft.Lanes)
        {
            int count = Math.Min(Stft.Lanes, frames - first);
            for (int lane = 0; lane < count; lane++)
            {
                for (int bin = 0; bin < bins; bin++) column[bin] = magnitude[bin * frames + first + lane];
                RunningMedian.Filter(column, _options.PercussiveBins, striking);
                for (int bin = 0; bin < bins; bin++)
                {
                    int from = bin * frames + first + lane, to = bin * Stft.Lanes + lane;
                    double harmonicMask = Mask(lasting[from], striking[bin] * _options.HarmonicMargin), percussiveMask = Mask(striking[bin], lasting[from] * _options.PercussiveMargin);
                    (harmonicRe[to], harmonicIm[to]) = (re[from] * harmonicMask, im[from] * harmonicMask);
                    (percussiveRe[to], percussiveIm[to]) = (re[from] * percussiveMask, im[from] * percussiveMask);
                }
            }
            harmonicSynthesis.Add(harmonicRe, harmonicIm, count);
            percussiveSynthesis.Add(percussiveRe, percussiveIm, count);
        }
    }

    /// <summary>value^power / (value^power + other^power).</summary>
    /// <remarks>librosa.util.softmask.</remarks>
    private double Mask(double value, double other)
    {
        if (double.IsInfinity(_options.Power)) return value > other ? 1 : 0;
        double larger = Math.Max(value, other);
        if (larger < SmallestMedian) return _options.HarmonicMargin == 1 && _options.PercussiveMargin == 1 ? 0.5 : 0;
        double a = value / larger, b = other / larger;
        (a, b) = _options.Power == 2 ? (a * a, b * b) : (Math.Pow(a, _options.Power), Math.Pow(b, _options.Power));
        return a / (a + b);
    }
}
