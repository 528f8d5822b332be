namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → root mean square [1, frames]: √(Σ x² / frameLength).</summary>
/// <remarks>librosa.feature.rms. The same to the bit on every machine. One instance serves any number of threads.</remarks>
public sealed class RmsExtractor : IStreamingExtractor, IDoubleExtractor
{
    private readonly RmsFeature _feature;

    public RmsExtractor(RmsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options.FrameLength, options.HopLength, options.Centered, options.PadMode));
    }

    public IReadOnlyList<string> Names { get; } = ["rms"];

    /// <summary>The root mean square that a windowed spectrogram shows: √(2·Σ′|S|² / frameLength²), of 0 Hz and half the rate only half. The window's own energy is not compensated.</summary>
    /// <param name="magnitudes">[1 + ⌊frameLength / 2⌋, frames].</param>
    /// <param name="frameLength">Samples of a transform.</param>
    /// <returns>[1, frames].</returns>
    /// <remarks>librosa.feature.rms(S=...).</remarks>
    /// <exception cref="ArgumentException">The spectrogram does not have the bins of that frame.</exception>
    public static FeatureMatrix FromSpectrogram(FeatureMatrix magnitudes, int frameLength)
    {
        ArgumentNullException.ThrowIfNull(magnitudes);
        if (magnitudes.Features != Require.Positive(frameLength, nameof(frameLength)) / 2 + 1)
            throw new ArgumentException($"A frame of {frameLength} samples has {frameLength / 2 + 1} bins, got {magnitudes.Features}; frameLength is the spectrogram's FftLength.", nameof(magnitudes));
        double[] sums = new double[magnitudes.Frames];
        for (int bin = 0; bin < magnitudes.Features; bin++)
        {
            var row = magnitudes.Row(bin);
            double weight = bin == 0 || 2 * bin == frameLength ? 0.5 : 1;
            for (int frame = 0; frame < sums.Length; frame++) sums[frame] += weight * row[frame] * row[frame];
        }
        for (int frame = 0; frame < sums.Length; frame++) sums[frame] = Math.Sqrt(2 * sums[frame]) / frameLength;
        return FeatureMatrix.Rounded(1, sums);
    }

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    /// <summary>The same into a matrix that is there [1, frames], all of it overwritten; allocates nothing.</summary>
    /// <exception cref="ArgumentException">As above, or the matrix has another shape.</exception>
    public void Extract(ReadOnlySpan<float> samples, FeatureMatrix matrix) => _feature.ExtractRounded(samples, matrix);

    public FeatureStream OpenStream() => new(_feature);

    double[] IDoubleExtractor.ExtractDoubles(ReadOnlySpan<float> samples) => ExtractDoubles(samples);

    /// <summary>[frames] without rounding to single precision: what the statistics, and the graph of an exported model, are computed from.</summary>
    internal double[] ExtractDoubles(ReadOnlySpan<float> samples) => _feature.Extract(samples);
}
