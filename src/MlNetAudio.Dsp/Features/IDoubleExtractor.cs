namespace MlNetAudio.Dsp.Features;

/// <summary>An extractor that also gives its values as they are before they are rounded to single precision, so that statistics of them round only once.</summary>
internal interface IDoubleExtractor : IFeatureExtractor
{
    /// <summary>[features, frames], row-major.</summary>
    double[] ExtractDoubles(ReadOnlySpan<float> samples);
}
