using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → log-mel spectrogram [mels, frames] in decibels, at most TopDecibels below the clip's maximum; computed in double precision.</summary>
/// <remarks>
/// librosa.power_to_db(librosa.feature.melspectrogram(...)). Holds only read-only tables, so one instance serves any number of threads. A signal shorter than a
/// frame gives frames padded with zeros.
/// </remarks>
public sealed class LogMelExtractor
{
    /// <summary>Powers below this count as this, so that silence is finite: −100 dB.</summary>
    private const double MinimumPower = 1e-10;

    private readonly LogMelOptions _options;
    private readonly MelPower _mel;

    /// <exception cref="ArgumentException">The FFT length is odd, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public LogMelExtractor(LogMelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FftLength % 2 != 0) throw new ArgumentException($"FftLength must be even, got {options.FftLength}.", nameof(options));
        _options = options;
        var stft = new Stft(options.Stft);
        float[] filters = MelFilterBank.Create(
            options.SampleRateHz, options.FftLength, options.MelBands, options.MinimumFrequencyHz, options.MaximumFrequencyHz ?? options.SampleRateHz / 2.0,
            options.MelScale, options.MelNormalization);
        _mel = new(stft, [.. Enumerable.Range(0, options.MelBands).Select(band => NotZero(filters.AsSpan(band * stft.Bins, stft.Bins)))]);
    }

    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        double[] power = ExtractPower(samples);
        var matrix = new FeatureMatrix(_options.MelBands, power.Length / _options.MelBands);
        Decibels.FromPower(power, matrix.Values, reference: 1, MinimumPower, _options.TopDecibels);
        return matrix;
    }

    /// <summary>The mel spectrogram [mels, frames] before the logarithm: librosa.feature.melspectrogram.</summary>
    internal double[] ExtractPower(ReadOnlySpan<float> samples) => _mel.Extract(samples);

    private sealed class MelPower(Stft stft, (int FirstBin, double[] Weights)[] bands) : SpectrumFeature(stft, bands.Length)
    {
        protected override void Compute(Stft.Workspace spectra, int frames, Span<double> values, int stride)
        {
            var power = spectra.Power();
            for (int band = 0; band < bands.Length; band++)
            {
                var (firstBin, weights) = bands[band];
                for (int frame = 0; frame < frames; frame++)
                {
                    double sum = 0;
                    for (int i = 0; i < weights.Length; i++) sum += power[(firstBin + i) * Stft.Lanes + frame] * weights[i];
                    values[band * stride + frame] = sum;
                }
            }
        }
    }

    /// <summary>A triangle without the zeros around it.</summary>
    private static (int FirstBin, double[] Weights) NotZero(ReadOnlySpan<float> filter)
    {
        int first = filter.IndexOfAnyExcept(0f), last = filter.LastIndexOfAnyExcept(0f);
        return first < 0 ? (0, []) : (first, Array.ConvertAll(filter[first..(last + 1)].ToArray(), weight => (double)weight));
    }
}
