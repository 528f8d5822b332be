using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Values [batch, rows, frames]: standardised within each clip, if wanted, then scaled row by row.</summary>
internal static class StandardizationGraph
{
    /// <summary>PyTorch's for InstanceNorm.</summary>
    private const float Epsilon = 1e-5f;

    public static string Append(GraphBuilder graph, ClipStandardization standardization, FeatureScaling scaling, string value, int frames)
    {
        int rows = scaling.Offset.Count;
        string standardised = standardization switch
        {
            ClipStandardization.Rows => Normalized(graph, value, rows),
            ClipStandardization.Whole => graph.Reshape("rows_apart", Normalized(graph, graph.Reshape("rows_joined", value, 0, 1, -1), 1), 0, rows, frames),
            _ => value,
        };
        return ScalingGraph.AppendToRows(graph, "scaling", scaling, standardised);
    }

    /// <summary>(x − mean) / √(variance + ε) along the last axis of [batch, groups, values].</summary>
    private static string Normalized(GraphBuilder graph, string value, int groups)
    {
        string ones = graph.Table(OnnxTensor.Of("standardization_scale", [.. Enumerable.Repeat(1f, groups)], groups)), zeros = graph.Table(OnnxTensor.Of("standardization_offset", new float[groups], groups));
        return graph.Add("standardised", "InstanceNormalization", [value, ones, zeros], OnnxAttribute.Of("epsilon", Epsilon));
    }
}
