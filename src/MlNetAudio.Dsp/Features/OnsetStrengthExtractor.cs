using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → onset strength [1, frames] in decibels: by how much the bands of the log-mel spectrogram rise from frame to frame, on average.</summary>
/// <remarks>librosa.onset.onset_strength; S. Böck and G. Widmer, "Maximum filter vibrato suppression for onset detection", 2013. One instance serves any number of threads.</remarks>
public sealed class OnsetStrengthExtractor : IStreamingExtractor
{
    private const double MinimumPower = 1e-10;

    private readonly OnsetStrengthOptions _options;
    private readonly DecibelFeature _decibels;
    private readonly LiveFeature _live;

    /// <exception cref="ArgumentException">The frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public OnsetStrengthExtractor(OnsetStrengthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var stft = new Stft(options.Stft);
        var mel = new SpectralMatrix(
            MelFilterBank.Create(
                options.SampleRateHz, options.FftLength, options.MelBands, options.MinimumFrequencyHz, options.MaximumFrequencyHz ?? options.SampleRateHz / 2.0,
                options.MelScale, options.MelNormalization),
            options.MelBands);
        (_decibels, _live) = (new(stft, mel), new(stft, mel, options));
    }

    public IReadOnlyList<string> Names { get; } = ["onset_strength"];

    public int FrameCount(int samples) => _decibels.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        double[] decibels = _decibels.Extract(samples), column = new double[_options.MelBands];
        int frames = decibels.Length / _options.MelBands;
        double floor = _options.TopDecibels is { } top ? decibels.Max() - top : double.NegativeInfinity;
        var flux = new Flux(_options);
        var matrix = new FeatureMatrix(1, frames);
        for (int frame = 0; frame < frames; frame++)
        {
            for (int band = 0; band < column.Length; band++) column[band] = Math.Max(floor, decibels[band * frames + frame]);
            matrix.Values[frame] = (float)flux.Next(column);
        }
        return matrix;
    }

    /// <exception cref="NotSupportedException">The spectrogram has a floor below the maximum of the whole signal.</exception>
    public FeatureStream OpenStream() => _options.TopDecibels is null
        ? new(_live)
        : throw new NotSupportedException("TopDecibels sets a floor below the maximum of the whole signal, which a stream does not know; take TopDecibels = null.");

    /// <summary>The mel power of a block [bands, lanes] in decibels.</summary>
    private static void ToDecibels(Stft.Workspace spectra, SpectralMatrix mel, Span<double> decibels)
    {
        mel.Multiply(spectra.Power(), decibels);
        foreach (ref double value in decibels) value = 10 * Math.Log10(Math.Max(MinimumPower, value));
    }

    private sealed class DecibelFeature(Stft stft, SpectralMatrix mel) : SpectrumFeature(stft, mel.Rows)
    {
        protected override void Compute(Stft.Workspace spectra, int frames, Span<double> values, int stride)
        {
            Span<double> decibels = mel.Rows <= 512 ? stackalloc double[mel.Rows * Stft.Lanes] : new double[mel.Rows * Stft.Lanes];
            ToDecibels(spectra, mel, decibels);
            for (int band = 0; band < mel.Rows; band++) decibels.Slice(band * Stft.Lanes, frames).CopyTo(values[(band * stride)..]);
        }
    }

    private sealed class LiveFeature(Stft stft, SpectralMatrix mel, OnsetStrengthOptions options) : SequentialSpectrumFeature<Flux>(stft, 1)
    {
        protected override Flux Begin() => new(options);

        protected override void Compute(Stft.Workspace spectra, int frames, Span<double> values, int stride, Flux state)
        {
            Span<double> decibels = mel.Rows <= 512 ? stackalloc double[mel.Rows * Stft.Lanes] : new double[mel.Rows * Stft.Lanes];
            Span<double> column = mel.Rows <= 512 ? stackalloc double[mel.Rows] : new double[mel.Rows];
            ToDecibels(spectra, mel, decibels);
            for (int frame = 0; frame < frames; frame++)
            {
                for (int band = 0; band < column.Length; band++) column[band] = decibels[band * Stft.Lanes + frame];
                values[frame] = state.Next(column);
            }
        }
    }

    /// <summary>The rises of a log-mel spectrogram that comes frame by frame.</summary>
    private sealed class Flux
    {
        private readonly OnsetStrengthOptions _options;
        private readonly int _delay;          // frames that a value waits before it is given
        private readonly double[][] _past;    // the last frames; frame t at [t % length]
        private readonly double[] _reference, _rises;
        private int _frame;
        private double _lastRaw, _lastDetrended;

        public Flux(OnsetStrengthOptions options)
        {
            _options = options;
            _delay = options.Shifted ? options.FftLength / (2 * options.HopLength) : 0;
            _past = [.. Enumerable.Range(0, _delay + options.Lag + 1).Select(_ => new double[options.MelBands])];
            (_reference, _rises) = (new double[options.MelBands], new double[options.MelBands]);
        }

        public double Next(ReadOnlySpan<double> decibels)
        {
            decibels.CopyTo(_past[_frame % _past.Length]);
            int now = _frame - _delay, before = now - _options.Lag;
            double value = before < 0 ? 0 : Rise(_past[before % _past.Length], _past[now % _past.Length]);
            _frame++;
            if (!_options.Detrended) return value;
            (_lastDetrended, _lastRaw) = (value - _lastRaw + 0.99 * _lastDetrended, value);
            return _lastDetrended;
        }

        private double Rise(ReadOnlySpan<double> before, ReadOnlySpan<double> now)
        {
            if (_options.MaximumBands > 1)
            {
                SpectralMaximum.Filter(before, _options.MaximumBands, _reference);
                before = _reference;
            }
            for (int band = 0; band < _rises.Length; band++) _rises[band] = Math.Max(0, now[band] - before[band]);
            return _options.Aggregation == OnsetAggregation.Mean ? Mean() : Median();
        }

        private double Mean()
        {
            double sum = 0;
            foreach (double rise in _rises) sum += rise;
            return sum / _rises.Length;
        }

        private double Median()
        {
            Array.Sort(_rises);
            int middle = _rises.Length / 2;
            return _rises.Length % 2 == 1 ? _rises[middle] : (_rises[middle - 1] + _rises[middle]) / 2;
        }
    }
}
