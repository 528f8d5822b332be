using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// Mono signal [samples] → spectral contrast [bands + 1, frames], from the lowest band up: mean of the largest less mean of the smallest magnitudes of each octave, each
/// of the two as 10·log10 with a floor 80 dB below its maximum over the clip.
/// </summary>
/// <remarks>
/// librosa.feature.spectral_contrast; D.-N. Jiang et al., "Music type classification by spectral contrast feature", 2002. The bands' edges are librosa's: each but
/// the lowest also has the bin below it, and each but the highest lacks its topmost bin. One instance serves any number of threads.
/// </remarks>
public sealed class SpectralContrastExtractor : IStreamingExtractor
{
    private const double MinimumPower = 1e-10, TopDecibels = 80;

    private readonly Feature _feature;
    private readonly bool _linear;

    /// <exception cref="ArgumentException">A band lies beyond half the sample rate, or holds no bin.</exception>
    public SpectralContrastExtractor(SpectralContrastOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _linear = options.Linear;
        _feature = new(new(options.Stft), CutIntoBands(options), _linear);
        Names = [.. Enumerable.Range(0, options.Bands + 1).Select(band => $"spectral_contrast_{band}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        if (_linear) return _feature.ExtractRounded(samples);
        using var values = SignalValues.Of(_feature, samples);
        int bands = Names.Count;
        double peakFloor = ToDecibels(values, 0, bands) - TopDecibels, valleyFloor = ToDecibels(values, bands, bands) - TopDecibels;
        var matrix = new FeatureMatrix(bands, values.Frames);
        for (int band = 0; band < bands; band++)
        {
            Span<double> peaks = values.Row(band), valleys = values.Row(bands + band);
            TensorPrimitives.Max(peaks, peakFloor, peaks);
            TensorPrimitives.Max(valleys, valleyFloor, valleys);
            TensorPrimitives.Subtract(peaks, valleys, peaks);
            TensorPrimitives.ConvertTruncating<double, float>(peaks, matrix.Row(band));   // which rounds to the nearest
        }
        return matrix;
    }

    /// <exception cref="NotSupportedException">The contrast is in decibels, whose floor hangs on the whole signal.</exception>
    public FeatureStream OpenStream() => _linear
        ? new(_feature)
        : throw new NotSupportedException("Spectral contrast in decibels has a floor below the maximum of the whole signal, which a stream does not know; take Linear = true.");

    /// <returns>The largest.</returns>
    private static double ToDecibels(in SignalValues values, int firstRow, int rows)
    {
        double largest = double.NegativeInfinity;
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            Decibels.Logarithm(values.Row(row), MinimumPower);
            largest = Math.Max(largest, TensorPrimitives.Max<double>(values.Row(row)));
        }
        return largest;
    }

    /// <summary>The bins that are sorted, and how many of them are averaged at each end.</summary>
    private readonly record struct Band(int First, int End, int Averaged);

    private static Band[] CutIntoBands(SpectralContrastOptions options)
    {
        double[] hertz = SpectralBins.Hertz(options.SampleRateHz, options.FftLength);
        var bands = new Band[options.Bands + 1];
        for (int band = 0; band < bands.Length; band++)
        {
            double lower = band == 0 ? 0 : options.MinimumFrequencyHz * Math.Pow(2, band - 1), upper = options.MinimumFrequencyHz * Math.Pow(2, band);
            bool last = band == options.Bands;
            if (lower >= 0.5 * options.SampleRateHz)
                throw new ArgumentException(FormattableString.Invariant($"Band {band} of the spectral contrast begins at {lower} Hz, not below half the sample rate ({options.SampleRateHz / 2.0} Hz); take fewer Bands or a lower MinimumFrequencyHz."), nameof(options));
            int first = Array.FindIndex(hertz, frequency => frequency >= lower), end = last ? hertz.Length : Array.FindLastIndex(hertz, frequency => frequency <= upper) + 1;
            bool inside = first >= 0 && first < end && hertz[first] <= upper;
            if (band > 0) first--;
            int members = end - first, sorted = last ? members : members - 1;
            if (!inside || sorted < 1)
                throw new ArgumentException(FormattableString.Invariant($"Band {band} of the spectral contrast, from {lower} to {upper} Hz, has too few bins of {(double)options.SampleRateHz / options.FftLength} Hz; take a longer FftLength or a higher MinimumFrequencyHz."), nameof(options));
            int averaged = Math.Max(1, (int)Math.Round(options.Quantile * members, MidpointRounding.ToEven));
            bands[band] = new(first, first + sorted, Math.Min(averaged, sorted));
        }
        return bands;
    }

    /// <summary>Peaks [bands], then valleys [bands]; linear: their differences [bands].</summary>
    private sealed class Feature(Stft stft, Band[] bands, bool linear) : SpectrumFeature(stft, linear ? bands.Length : 2 * bands.Length, scratchLength: stft.Bins)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            ReadOnlySpan<double> magnitude = workspace.Spectra.Magnitude();
            for (int frame = 0; frame < frames; frame++)
                for (int row = 0; row < bands.Length; row++)
                {
                    var band = bands[row];
                    Span<double> sorted = workspace.Scratch[..(band.End - band.First)];
                    for (int i = 0; i < sorted.Length; i++) sorted[i] = magnitude[(band.First + i) * Stft.Lanes + frame];
                    sorted.Sort();
                    double peak = Mean(sorted[^band.Averaged..]), valley = Mean(sorted[..band.Averaged]);
                    values[row * Stft.Lanes + frame] = linear ? peak - valley : peak;
                    if (!linear) values[(bands.Length + row) * Stft.Lanes + frame] = valley;
                }
        }

        private static double Mean(ReadOnlySpan<double> values)
        {
            double sum = 0;
            foreach (double value in values) sum += value;
            return sum / values.Length;
        }
    }
}
