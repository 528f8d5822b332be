using System.Collections.Immutable;
using Microsoft.ML.Transforms;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>A fitted ML.NET normaliser as the scaling that the artifact holds.</summary>
internal static class AffineScaling
{
    /// <summary>y = (x − offset) · scale, offset zero where ML.NET keeps none.</summary>
    public static FeatureScaling Of(NormalizingTransformer normalizer)
    {
        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)normalizer.GetNormalizerModelParameters(0);
        return new(parameters.Offset.IsDefaultOrEmpty ? new float[parameters.Scale.Length] : [.. parameters.Offset], [.. parameters.Scale]);
    }
}
