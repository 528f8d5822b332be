namespace MlNetAudio.Dsp.Features;

/// <summary>From which chroma the tonal centroids are computed.</summary>
public sealed record TonnetzOptions : IFeatureOptions
{
    /// <summary>librosa's mapping, of chroma_stft at 22050 Hz, tuning estimated: for <c>with</c>.</summary>
    public static TonnetzOptions Librosa => new() { Chroma = ChromaOptions.Librosa };

    public required ChromaOptions Chroma { get; init => field = value ?? throw new ArgumentNullException(nameof(Chroma)); }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new TonnetzExtractor(this);
}
