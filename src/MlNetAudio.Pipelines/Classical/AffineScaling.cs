using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>A fitted ML.NET normaliser as the scaling that the artifact holds.</summary>
internal static class AffineScaling
{
    /// <summary>y = (x − offset) · scale, offset zero where ML.NET keeps none.</summary>
    /// <param name="chain">Holds one normaliser of one column.</param>
    public static FeatureScaling Of(IEnumerable<ITransformer> chain)
    {
        var normalizer = chain.OfType<NormalizingTransformer>().Single();
        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)normalizer.GetNormalizerModelParameters(0);
        return new(parameters.Offset.IsDefaultOrEmpty ? new float[parameters.Scale.Length] : [.. parameters.Offset], [.. parameters.Scale]);
    }
}
