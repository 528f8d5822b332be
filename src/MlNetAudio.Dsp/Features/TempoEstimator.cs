using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → its tempo in beats per minute: the lag at which windows of its onset strength resemble themselves most, weighted by what is expected.</summary>
/// <remarks>librosa.feature.tempo, and the tempo of librosa.beat.beat_track. One instance serves any number of threads.</remarks>
public sealed class TempoEstimator
{
    private readonly TempoOptions _options;
    private readonly OnsetStrengthExtractor _strength;
    private readonly double[] _window, _bpm, _expectation;   // [lag in frames]
    private readonly RealFft _fft;

    /// <exception cref="ArgumentException">The window holds no two frames, or the frequencies of the strength are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public TempoEstimator(TempoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _strength) = (options, new(options.Strength));
        int rate = options.Strength.SampleRateHz, hop = options.Strength.HopLength, length = checked((int)(options.WindowSeconds * rate)) / hop;
        if (length < 2)
            throw new ArgumentException(FormattableString.Invariant($"WindowSeconds = {options.WindowSeconds} holds {length} frames of {hop} samples at {rate} Hz; a tempo needs two or more."), nameof(options));
        _window = Window.Periodic(WindowFunction.Hann, length);
        _fft = new(FastLength(2 * length - 1));
        (_bpm, _expectation) = (new double[length], new double[length]);
        int tooFast = options.MaximumBpm is { } maximum ? Math.Max(0, Enumerable.Range(1, length - 1).FirstOrDefault(lag => Bpm(lag) < maximum)) : 1;
        for (int lag = 0; lag < length; lag++)
        {
            _bpm[lag] = lag == 0 ? double.PositiveInfinity : Bpm(lag);
            double octaves = (Math.Log2(_bpm[lag]) - Math.Log2(options.ExpectedBpm)) / options.DeviationOctaves;
            _expectation[lag] = lag < tooFast ? double.NegativeInfinity : -0.5 * octaves * octaves;
        }

        double Bpm(int lag) => 60.0 * rate / (hop * (double)lag);
    }

    /// <returns>Beats per minute.</returns>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public double Estimate(ReadOnlySpan<float> samples) => Estimate(_strength.Extract(samples));

    /// <summary>strength [1, frames] → beats per minute.</summary>
    /// <exception cref="ArgumentException">It has another number of rows, or no frame.</exception>
    public double Estimate(FeatureMatrix strength)
    {
        ArgumentNullException.ThrowIfNull(strength);
        if (strength.Features != 1 || strength.Frames == 0) throw new ArgumentException($"A tempo is told from a strength [1, frames], got [{strength.Features}, {strength.Frames}].", nameof(strength));
        if (_options.BpmWithoutOnsets is { } bpm && !strength.Values.AsSpan().ContainsAnyExcept(0f)) return bpm;
        double[] similarity = MeanAutocorrelation(strength.Values);
        int best = 0;
        double largest = double.NegativeInfinity;
        for (int lag = 0; lag < similarity.Length; lag++)
        {
            double score = Math.Log(1 + 1e6 * Math.Max(0, similarity[lag])) + _expectation[lag];
            if (score > largest) (best, largest) = (lag, score);
        }
        return _bpm[best];
    }

    /// <summary>[lag]: over windows around every frame, the mean of their autocorrelations, each divided by its largest.</summary>
    private double[] MeanAutocorrelation(ReadOnlySpan<float> strength)
    {
        int length = _window.Length;
        double[] padded = Ramped(strength, length / 2), mean = new double[length];
        double[] frame = new double[_fft.Length], re = new double[_fft.Bins], im = new double[_fft.Bins], scratch = new double[_fft.ScratchLength];
        for (int first = 0; first < strength.Length; first++)
        {
            frame.AsSpan(length).Clear();
            for (int i = 0; i < length; i++) frame[i] = padded[first + i] * _window[i];
            _fft.Forward(frame, re, im, scratch);
            for (int bin = 0; bin < re.Length; bin++)
            {
                double power = re[bin] * re[bin] + im[bin] * im[bin];
                frame[bin] = power;
                if (bin > 0) frame[^bin] = power;
            }
            _fft.Forward(frame, re, im, scratch);   // of a spectrum that is real and even, forwards is backwards

            double largest = 0;
            for (int lag = 0; lag < length; lag++) largest = Math.Max(largest, Math.Abs(re[lag]));
            if (largest / _fft.Length < 2.2250738585072014e-308) continue;
            for (int lag = 0; lag < length; lag++) mean[lag] += re[lag] / largest;
        }
        for (int lag = 0; lag < length; lag++) mean[lag] /= strength.Length;
        return mean;
    }

    /// <summary>The values between two straight lines that come from 0.</summary>
    private static double[] Ramped(ReadOnlySpan<float> values, int padding)
    {
        double[] padded = new double[values.Length + 2 * padding];
        for (int i = 0; i < values.Length; i++) padded[padding + i] = values[i];
        for (int i = 0; i < padding; i++) (padded[i], padded[^(i + 1)]) = ((float)(values[0] * ((double)i / padding)), (float)(values[^1] * ((double)i / padding)));
        return padded;
    }

    private static int FastLength(int atLeast)
    {
        int length = 1;
        while (length < atLeast) length *= 2;
        return length;
    }
}
