namespace MlNetAudio.Dsp.Features;

/// <summary>The options of a feature, which know the extractor that they are for: what a <see cref="FeatureSetOptions"/> is put together from.</summary>
public interface IFeatureOptions
{
    /// <exception cref="ArgumentException">Two options do not go together; the message names them.</exception>
    IFeatureExtractor CreateExtractor();
}
