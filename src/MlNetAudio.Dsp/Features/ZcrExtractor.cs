namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → zero-crossing rate [1, frames], 0..1: changes of sign within the frame / frameLength.</summary>
/// <remarks>librosa.feature.zero_crossing_rate. One instance serves any number of threads.</remarks>
public sealed class ZcrExtractor : IStreamingExtractor, IDoubleExtractor
{
    private readonly ZcrFeature _feature;

    public ZcrExtractor(ZcrOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(options);
    }

    public IReadOnlyList<string> Names { get; } = ["zcr"];

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
