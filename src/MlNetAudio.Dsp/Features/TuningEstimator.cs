using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → how far its pitches deviate, most often, from those above A = 440 Hz, in parts −0.5..0.5 of a bin (a semitone, at 12 bins an octave).</summary>
/// <remarks>
/// librosa.estimate_tuning, pitch_tuning and piptrack, with their rounding to single precision: on it hangs which cell of a histogram a pitch falls into. Pitches
/// are peaks of the spectra, interpolated by a parabola. One instance serves any number of threads.
/// </remarks>
public sealed class TuningEstimator
{
    private readonly TuningOptions _options;
    private readonly Stft _stft;
    private readonly bool _power;
    private readonly int _firstBin, _endBin;
    private readonly double _hertzPerBin;

    /// <exception cref="ArgumentException">The window is longer than the transform.</exception>
    public TuningEstimator(TuningOptions options) : this(options ?? throw new ArgumentNullException(nameof(options)), new(options.Stft), power: false)
    {
    }

    /// <param name="power">Peaks are told from power, not from magnitudes: what librosa.feature.chroma_stft does.</param>
    internal TuningEstimator(TuningOptions options, Stft stft, bool power)
    {
        (_options, _stft, _power) = (options, stft, power);
        // Of power, librosa is told the bins only, which it takes to be of an even length.
        int length = power ? 2 * (stft.Bins - 1) : stft.Options.FftLength;
        double maximum = Math.Min(options.MaximumFrequencyHz, options.SampleRateHz / 2.0);
        double[] hertz = SpectralBins.Hertz(options.SampleRateHz, length);
        _firstBin = Array.FindIndex(hertz, frequency => frequency >= options.MinimumFrequencyHz);
        _endBin = Array.FindLastIndex(hertz, frequency => frequency < maximum) + 1;
        if (_firstBin < 0) _firstBin = _endBin;
        _hertzPerBin = (double)options.SampleRateHz / length;
    }

    /// <returns>The lower edge of the fullest cell of the histogram; 0 where there is no pitch.</returns>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public double Estimate(ReadOnlySpan<float> samples)
    {
        List<float> pitches = [], magnitudes = [];
        SpectralBlocks.Visit(_stft, samples, (spectra, _, frames) => Visit(spectra, frames, (_, _, pitch, magnitude) =>
        {
            if (pitch <= 0) return;
            pitches.Add(pitch);
            magnitudes.Add(magnitude);
        }));
        float threshold = Median([.. magnitudes]);
        return FromFrequencies([.. pitches.Where((_, i) => magnitudes[i] >= threshold)], _options.Resolution, _options.BinsPerOctave);
    }

    /// <summary>Pitches in Hz and their magnitudes, both [bins, frames]; 0 where there is no peak.</summary>
    /// <remarks>librosa.piptrack.</remarks>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public (FeatureMatrix Pitches, FeatureMatrix Magnitudes) Track(ReadOnlySpan<float> samples)
    {
        int count = SpectralBlocks.Count(_stft, samples);
        FeatureMatrix pitches = new(_stft.Bins, count), magnitudes = new(_stft.Bins, count);
        SpectralBlocks.Visit(_stft, samples, (spectra, first, frames) =>
            Visit(spectra, frames, (bin, frame, pitch, magnitude) => (pitches[bin, first + frame], magnitudes[bin, first + frame]) = (pitch, magnitude)));
        return (pitches, magnitudes);
    }

    /// <summary>Frequencies in Hz → their most frequent deviation −0.5..0.5, in bins; 0 where none is positive.</summary>
    /// <remarks>librosa.pitch_tuning.</remarks>
    public static double FromFrequencies(ReadOnlySpan<float> hertz, double resolution = 0.01, int binsPerOctave = 12)
    {
        Require.Positive(resolution, nameof(resolution));
        Require.Positive(binsPerOctave, nameof(binsPerOctave));
        int cells = (int)Math.Ceiling(1 / resolution), fullest = -1;
        int[] counts = new int[cells];
        foreach (float frequency in hertz)
        {
            if (!(frequency > 0)) continue;
            float residual = binsPerOctave * MathF.Log2(frequency / 27.5f) % 1;
            if (residual < 0) residual += 1;
            if (residual >= 0.5f) residual -= 1;
            int cell = Math.Clamp((int)((residual + 0.5) * cells), 0, cells - 1);
            while (cell > 0 && residual < Edge(cell)) cell--;
            while (cell < cells - 1 && residual >= Edge(cell + 1)) cell++;
            counts[cell]++;
            fullest = Math.Max(fullest, 0);
        }
        return fullest < 0 ? 0 : Edge(Array.IndexOf(counts, counts.Max()));

        double Edge(int cell) => cell * (1.0 / cells) - 0.5;
    }

    /// <summary>The peaks of a block of spectra: pitch in Hz, magnitude.</summary>
    private void Visit(Stft.Workspace spectra, int frames, Action<int, int, float, float> peak)
    {
        ReadOnlySpan<double> values = _power ? spectra.Power() : spectra.Magnitude();
        int bins = _stft.Bins;
        Span<float> column = new float[bins];
        for (int frame = 0; frame < frames; frame++)
        {
            float largest = 0;
            for (int bin = 0; bin < bins; bin++)
            {
                column[bin] = (float)values[bin * Stft.Lanes + frame];
                largest = Math.Max(largest, column[bin]);
            }
            float threshold = (float)_options.Threshold * largest;
            for (int bin = Math.Max(1, _firstBin); bin < _endBin; bin++)
            {
                float at = column[bin];
                if (!(at > threshold)) continue;
                float below = Above(column[bin - 1], threshold);
                if (!(at > below) || (bin + 1 < bins && !(at >= Above(column[bin + 1], threshold)))) continue;
                var (shift, rise) = Parabola(column, bin);
                peak(bin, frame, (float)((bin + (double)shift) * _hertzPerBin), at + 0.5f * rise * shift);
            }
        }
    }

    private static float Above(float value, float threshold) => value > threshold ? value : 0;

    /// <summary>Where, in bins from its middle one, the parabola through three bins has its top, and its slope there; no shift at an edge, or of a bin or more.</summary>
    private static (float Shift, float Rise) Parabola(ReadOnlySpan<float> column, int bin)
    {
        if (bin + 1 >= column.Length) return (0, 0);
        double curvature = (column[bin + 1] + column[bin - 1]) - 2.0 * column[bin], slope = (column[bin + 1] - column[bin - 1]) / 2.0;
        return Math.Abs(slope) >= Math.Abs(curvature) ? (0, 0) : ((float)(-slope / curvature), (float)slope);
    }

    private static float Median(float[] values)
    {
        if (values.Length == 0) return 0;
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
