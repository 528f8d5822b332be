using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → per-channel energy normalisation [mels, frames]: a mel spectrogram whose bands are divided by their own recent past and compressed.</summary>
/// <remarks>
/// librosa.pcen; Y. Wang et al., "Trainable frontend for robust and far-field keyword spotting", 2017. A frame depends on those before it only. One instance serves
/// any number of threads.
/// </remarks>
public sealed class PcenExtractor : IStreamingExtractor
{
    private readonly Feature _feature;

    /// <exception cref="ArgumentException">The frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public PcenExtractor(PcenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options, options.Scale), options);
        Names = [.. Enumerable.Range(0, options.MelBands).Select(band => $"pcen_{band}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    /// <summary>Any spectrogram [bands, frames], not negative, its frames a hop apart → the same normalised; what the options say of frames, mels and scale does not count.</summary>
    /// <remarks>librosa.pcen(S).</remarks>
    public static FeatureMatrix Normalize(FeatureMatrix spectrogram, PcenOptions options)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        ArgumentNullException.ThrowIfNull(options);
        var gain = new AutomaticGain(options, spectrogram.Features);
        var matrix = new FeatureMatrix(spectrogram.Features, spectrogram.Frames);
        double[] column = new double[spectrogram.Features];
        for (int frame = 0; frame < spectrogram.Frames; frame++)
        {
            for (int band = 0; band < column.Length; band++) column[band] = spectrogram[band, frame];
            gain.Next(column);
            for (int band = 0; band < column.Length; band++) matrix[band, frame] = (float)column[band];
        }
        return matrix;
    }

    private sealed class Feature(MelBands mel, PcenOptions options) : SequentialSpectrumFeature<AutomaticGain>(mel.Stft, mel.Count, scratchLength: mel.Count)
    {
        protected override AutomaticGain NewState() => new(options, mel.Count);

        protected override void Compute(Workspace workspace, int frames, Span<double> values, AutomaticGain state)
        {
            mel.Compute(workspace.Spectra, values);
            Span<double> column = workspace.Scratch;
            for (int frame = 0; frame < frames; frame++)
            {
                for (int band = 0; band < column.Length; band++) column[band] = values[band * Stft.Lanes + frame];
                state.Next(column);
                for (int band = 0; band < column.Length; band++) values[band * Stft.Lanes + frame] = column[band];
            }
        }
    }

    /// <summary>The smoothed spectrum, and the normalisation of the next frame by it.</summary>
    private sealed class AutomaticGain
    {
        private readonly PcenOptions _options;
        private readonly double _smoothing, _logEpsilon, _raisedBias;
        private readonly double[] _state, _reference;

        public AutomaticGain(PcenOptions options, int bands)
        {
            _options = options;
            double frames = options.TimeConstantSeconds * options.SampleRateHz / options.HopLength;
            _smoothing = options.Smoothing ?? (Math.Sqrt(1 + 4 * frames * frames) - 1) / (2 * frames * frames);
            (_logEpsilon, _raisedBias) = (Math.Log(options.Epsilon), Math.Pow(options.Bias, options.CompressionExponent));
            (_state, _reference) = (new double[bands], new double[bands]);
            _state.AsSpan().Fill(options.InitialState ?? 1 - _smoothing);
        }

        /// <summary>A frame [bands] in place.</summary>
        public void Next(Span<double> spectrum)
        {
            if (_options.MaximumBands > 1) SpectralMaximum.Filter(spectrum, _options.MaximumBands, _reference);
            else spectrum.CopyTo(_reference);
            for (int band = 0; band < spectrum.Length; band++)
            {
                double smooth = _smoothing * _reference[band] + _state[band];
                _state[band] = (1 - _smoothing) * smooth;
                // In logarithms, so that neither a large nor a small spectrum leaves the range.
                spectrum[band] = Compress(spectrum[band], -_options.Gain * (_logEpsilon + LogOnePlus(smooth / _options.Epsilon)));
            }
        }

        private double Compress(double value, double logGain)
        {
            if (_options.CompressionExponent == 0) return LogOnePlus(value * Math.Exp(logGain));
            if (_options.Bias == 0) return Math.Exp(_options.CompressionExponent * (Math.Log(value) + logGain));
            return _raisedBias * ExpMinusOne(_options.CompressionExponent * LogOnePlus(value * Math.Exp(logGain) / _options.Bias));
        }

        /// <summary>log(1 + x) for x ≥ 0, exact where 1 + x is not.</summary>
        private static double LogOnePlus(double x)
        {
            double sum = 1 + x;
            return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
        }

        /// <summary>exp(x) − 1 for x ≥ 0, exact where exp(x) is near 1.</summary>
        private static double ExpMinusOne(double x)
        {
            double power = Math.Exp(x);
            return power == 1 ? x : power > 2 ? power - 1 : (power - 1) * (x / Math.Log(power));
        }
    }
}
