namespace MlNetAudio.Dsp.Features;

/// <summary>The change over time of another feature, as a feature: a part of a <see cref="FeatureSetOptions"/>.</summary>
public sealed record FeatureDeltaOptions : IFeatureOptions
{
    /// <summary>Whose change.</summary>
    public required IFeatureOptions Feature { get; init => field = value ?? throw new ArgumentNullException(nameof(Feature)); }

    public DeltaOptions Delta { get; init => field = value ?? throw new ArgumentNullException(nameof(Delta)); } = DeltaOptions.Librosa;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new DeltaExtractor(Feature.CreateExtractor(), Delta);
}
