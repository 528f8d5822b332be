namespace MlNetAudio.Dsp.Features;

/// <summary>An extractor whose frames depend on nothing but samples near them, so that a live signal gives the same numbers as the whole recording.</summary>
public interface IStreamingExtractor : IFeatureExtractor
{
    /// <exception cref="NotSupportedException">These options make a frame depend on the whole signal; the message says which.</exception>
    FeatureStream OpenStream();
}
