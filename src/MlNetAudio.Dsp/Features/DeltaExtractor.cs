namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → the change per frame [features, frames] of another feature.</summary>
/// <remarks>librosa.feature.delta(feature(y)). One instance serves any number of threads.</remarks>
public sealed class DeltaExtractor : IFeatureExtractor
{
    private readonly IFeatureExtractor _feature;
    private readonly Delta _delta;

    /// <exception cref="ArgumentException">Degree is below Order or not below Width.</exception>
    public DeltaExtractor(IFeatureExtractor feature, DeltaOptions options)
    {
        ArgumentNullException.ThrowIfNull(feature);
        (_feature, _delta) = (feature, new(options));
        string suffix = options.Order == 1 ? "delta" : $"delta{options.Order}";
        Names = [.. feature.Names.Select(name => $"{name}_{suffix}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _feature.FrameCount(samples) is var frames && frames < _delta.MinimumFrames ? 0 : frames;

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is too short for the feature or for as many frames as a delta needs.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _delta.Apply(_feature.Extract(samples));
}
