namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → fundamental frequency in hertz [1, frames], of every frame, whether it has a pitch or not: silence gives the highest looked for.</summary>
/// <remarks>librosa.yin; de Cheveigné and Kawahara, "YIN, a fundamental frequency estimator for speech and music", 2002. One instance serves any number of threads.</remarks>
public sealed class YinExtractor : IStreamingExtractor, IDoubleExtractor
{
    private readonly YinFeature _feature;

    /// <exception cref="ArgumentException">The frequencies are not 0 &lt; minimum &lt; maximum ≤ half the rate, or a period of the minimum is longer than a frame.</exception>
    public YinExtractor(YinOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(options);
    }

    public IReadOnlyList<string> Names { get; } = ["yin_f0"];

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    double[] IDoubleExtractor.ExtractDoubles(ReadOnlySpan<float> samples) => _feature.Extract(samples);
}
