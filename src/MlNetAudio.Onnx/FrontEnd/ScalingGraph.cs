using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>(value − offset) · scale, in this order and in float32, as the pipelines compute it.</summary>
internal static class ScalingGraph
{
    /// <summary>Along the last axis.</summary>
    public static string Append(GraphBuilder graph, string scope, FeatureScaling scaling, string value) => Append(graph, scope, scaling, value, scaling.Offset.Count);

    /// <summary>Along the last axis but one.</summary>
    public static string AppendToRows(GraphBuilder graph, string scope, FeatureScaling scaling, string value) => Append(graph, scope, scaling, value, scaling.Offset.Count, 1);

    private static string Append(GraphBuilder graph, string scope, FeatureScaling scaling, string value, params long[] dimensions)
    {
        string offset = graph.Table(OnnxTensor.Of($"{scope}/offset", [.. scaling.Offset], dimensions));
        string scale = graph.Table(OnnxTensor.Of($"{scope}/scale", [.. scaling.Scale], dimensions));
        return graph.Multiply($"{scope}/scaled", graph.Subtract($"{scope}/centred", value, offset), scale);
    }
}
