using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → onset strength [1, frames] in decibels: by how much the bands of the log-mel spectrogram rise from frame to frame, on average.</summary>
/// <remarks>librosa.onset.onset_strength; S. Böck and G. Widmer, "Maximum filter vibrato suppression for onset detection", 2013. One instance serves any number of threads.</remarks>
public sealed class OnsetStrengthExtractor : IStreamingExtractor
{
    private readonly OnsetStrengthOptions _options;
    private readonly LogMelBands _bands;
    private readonly LogMelFeature _logMel;
    private readonly LiveFeature _live;

    /// <exception cref="ArgumentException">The window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public OnsetStrengthExtractor(OnsetStrengthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _bands) = (options, new(options));
        (_logMel, _live) = (new(_bands), new(_bands, options));
    }

    public IReadOnlyList<string> Names { get; } = ["onset_strength"];

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not centred.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        if (!_options.NeedsWholeSignal) return _live.ExtractRounded(samples);
        using var logMel = SignalValues.Of(_logMel, samples);
        double floor = _bands.OfWhole(logMel).Floor;   // the reference drops out of differences
        double[] column = new double[logMel.Features];
        var flux = new Flux(_options);
        var matrix = new FeatureMatrix(1, logMel.Frames);
        for (int frame = 0; frame < matrix.Frames; frame++)
        {
            var values = logMel.From(frame);
            for (int band = 0; band < column.Length; band++) column[band] = Math.Max(floor, values[band * logMel.Stride]);
            matrix.Values[frame] = (float)flux.Next(column);
        }
        return matrix;
    }

    /// <exception cref="NotSupportedException">TopDecibels is set, or ReferencePower is null: a frame then depends on the whole signal.</exception>
    public FeatureStream OpenStream()
    {
        _bands.ThrowUnlessStreaming();
        return new(_live);
    }

    private sealed class LiveFeature(LogMelBands bands, OnsetStrengthOptions options) : SequentialSpectrumFeature<Flux>(bands.Stft, 1, scratchLength: bands.Count * (Stft.Lanes + 1))
    {
        protected override Flux NewState() => new(options);

        protected override void Compute(Workspace workspace, int frames, Span<double> values, Flux state)
        {
            Span<double> column = workspace.Scratch[..bands.Count], logMel = workspace.Scratch[bands.Count..];
            bands.Compute(workspace.Spectra, logMel);
            for (int frame = 0; frame < frames; frame++)
            {
                for (int band = 0; band < column.Length; band++) column[band] = logMel[band * Stft.Lanes + frame];
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
