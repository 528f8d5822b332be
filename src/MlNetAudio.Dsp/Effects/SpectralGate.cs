using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Noise reduction: bins of the spectrum that are no louder than the noise is there are lowered, with soft edges in time and frequency.</summary>
/// <remarks>A stationary spectral gate as in Audacity's noise reduction and T. Sainburg's noisereduce.</remarks>
public sealed class SpectralGate
{
    /// <summary>Magnitudes below this count as this.</summary>
    private const double MinimumMagnitude = 1e-8;

    private readonly SpectralGateOptions _options;
    private readonly Stft _stft;
    private readonly double[] _thresholds;   // [bins], decibels
    private readonly double[] _overBins, _overFrames;   // triangles of odd length, sum 1

    /// <param name="noise">Mono noise [samples] at that rate, without the wanted sound, at least a few frames.</param>
    /// <exception cref="ArgumentException">The noise has no sample, or one is not finite.</exception>
    public SpectralGate(ReadOnlySpan<float> noise, int sampleRateHz, SpectralGateOptions? options = null)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        Signal.Check(noise);
        _options = options ?? new();
        _stft = new(_options.Stft);
        _overBins = Triangle(_options.SmoothingHz * _options.Stft.FftLength / sampleRateHz);
        _overFrames = Triangle(_options.Smoothing.TotalSeconds * sampleRateHz / _stft.Frames.HopLength);
        _thresholds = Thresholds(_stft.Forward(noise));
    }

    /// <summary>samples [n] → [n] with the noise lowered.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        var spectra = _stft.Forward(samples);
        double[] open = new double[spectra.Re.Length];
        for (int bin = 0; bin < spectra.Bins; bin++)
            for (int i = bin * spectra.Frames; i < (bin + 1) * spectra.Frames; i++)
                open[i] = DecibelsOf(spectra, i) > _thresholds[bin] ? 1 : 0;
        open = Smoothed(open, spectra.Bins, spectra.Frames, step: 1, _overFrames);
        open = Smoothed(open, spectra.Frames, spectra.Bins, step: spectra.Frames, _overBins);

        double closed = Math.Pow(10, -_options.ReductionDecibels / 20);
        for (int i = 0; i < open.Length; i++)
        {
            float gain = (float)(closed + (1 - closed) * Math.Min(1, 2 * open[i]));   // fully open where half of the neighbourhood is sound, as at a tone's few bins
            spectra.Re[i] *= gain;
            spectra.Im[i] *= gain;
        }
        return _stft.Inverse(spectra, samples.Length);
    }

    private double[] Thresholds(ComplexSpectrogram noise)
    {
        double[] thresholds = new double[noise.Bins];
        for (int bin = 0; bin < noise.Bins; bin++)
        {
            double sum = 0, squares = 0;
            for (int i = bin * noise.Frames; i < (bin + 1) * noise.Frames; i++)
            {
                double decibels = DecibelsOf(noise, i);
                (sum, squares) = (sum + decibels, squares + decibels * decibels);
            }
            double mean = sum / noise.Frames;
            thresholds[bin] = mean + _options.ThresholdDeviations * Math.Sqrt(Math.Max(0, squares / noise.Frames - mean * mean));
        }
        return thresholds;
    }

    private static double DecibelsOf(ComplexSpectrogram spectra, int i) =>
        20 * Math.Log10(Math.Max(MinimumMagnitude, Math.Sqrt((double)spectra.Re[i] * spectra.Re[i] + (double)spectra.Im[i] * spectra.Im[i])));

    /// <summary>Each line of values convolved with a kernel of odd length, the values at its ends repeated. Values of a line lie <paramref name="step"/> apart.</summary>
    private static double[] Smoothed(double[] values, int lines, int length, int step, double[] kernel)
    {
        if (kernel.Length == 1) return values;
        double[] smoothed = new double[values.Length];
        int half = kernel.Length / 2, nextLine = step == 1 ? length : 1;
        for (int line = 0; line < lines; line++)
            for (int n = 0; n < length; n++)
            {
                double sum = 0;
                for (int k = 0; k < kernel.Length; k++) sum += kernel[k] * values[line * nextLine + Math.Clamp(n + k - half, 0, length - 1) * step];
                smoothed[line * nextLine + n * step] = sum;
            }
        return smoothed;
    }

    /// <summary>1, 2, … half, half + 1, half, … 2, 1, scaled to sum 1.</summary>
    private static double[] Triangle(double halfWidth)
    {
        int half = (int)Math.Round(halfWidth);
        double[] triangle = new double[2 * half + 1];
        for (int k = 0; k < triangle.Length; k++) triangle[k] = (half + 1 - Math.Abs(k - half)) / ((half + 1.0) * (half + 1));
        return triangle;
    }
}
