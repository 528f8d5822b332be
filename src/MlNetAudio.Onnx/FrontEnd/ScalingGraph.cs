using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>(value − offset) · scale along the last axis, in this order and in float32, as the pipelines compute it.</summary>
internal static class ScalingGraph
{
    public static string Append(GraphBuilder graph, string scope, FeatureScaling scaling, string value)
    {
        string offset = graph.Constant(OnnxTensor.Of($"{scope}/offset", [.. scaling.Offset], scaling.Offset.Count));
        string scale = graph.Constant(OnnxTensor.Of($"{scope}/scale", [.. scaling.Scale], scaling.Scale.Count));
        return graph.Multiply($"{scope}/scaled", graph.Subtract($"{scope}/centred", value, offset), scale);
    }
}
