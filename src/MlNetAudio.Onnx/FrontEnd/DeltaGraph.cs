using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>A feature over time → its change per frame, both float32 [batch, rows, frames]: a convolution along time, the frames near the edges as the options say.</summary>
/// <remarks>Interpolated edges need as many frames as the window is wide: of a clip that has fewer, the last frame is repeated.</remarks>
internal static class DeltaGraph
{
    public static string Append(GraphBuilder graph, DeltaOptions options, string feature)
    {
        float[,] weights = Weights(options);
        return options.Edges == DeltaEdges.Interpolate
            ? Interpolated(graph, options.Width, weights, feature)
            : Inner(graph, options.Width, weights, SignalPadding.Append(graph, "padded", feature, options.Width / 2, options.Width / 2, Mode(options.Edges), axis: 2));
    }

    private static string Interpolated(GraphBuilder graph, int width, float[,] weights, string feature)
    {
        string frames = graph.Extent("frames", feature, axis: 2);
        string missing = graph.Add("missing", "Max", [graph.Subtract("missing_or_negative", graph.Integers(width), frames), graph.Integers(0)]);
        string whole = graph.Add("whole", "Pad", [feature, graph.Concat("whole_pads", [graph.Integers(0, 0, 0, 0, 0), missing], axis: 0)], OnnxAttribute.Of("mode", "edge"));
        string first = Edge(graph, "first", width, weights, 0, graph.Slice("first_window", whole, 0, width, axis: 2));
        string last = Edge(graph, "last", width, weights, width / 2 + 1, graph.Slice("last_window", whole, -width, GraphOperators.ToTheEnd, axis: 2));
        string together = graph.Concat("whole_delta", [first, Inner(graph, width, weights, whole), last], axis: 2);
        return graph.Slice("delta", together, graph.Integers(0), frames, axis: 2);
    }

    /// <summary>The half window at an edge: [batch, rows, width] → [batch, rows, width / 2].</summary>
    private static string Edge(GraphBuilder graph, string name, int width, float[,] weights, int place, string window)
    {
        string columns = graph.Squeeze($"{name}_columns", Convolution(graph, name, [.. Enumerable.Range(place, width / 2)], width, weights, window), axis: 3);
        return graph.Transpose($"{name}_deltas", columns, 0, 2, 1);
    }

    /// <summary>[batch, rows, frames] → [batch, rows, frames − width + 1].</summary>
    private static string Inner(GraphBuilder graph, int width, float[,] weights, string feature) =>
        graph.Squeeze("inner_deltas", Convolution(graph, "inner", [width / 2], width, weights, feature), axis: 1);

    /// <summary>[batch, rows, frames] → the derivatives at some places of every window [batch, places, rows, frames − width + 1].</summary>
    /// <remarks>A convolution and not a product with a matrix, whose rounding would depend on the batch.</remarks>
    private static string Convolution(GraphBuilder graph, string name, int[] places, int width, float[,] weights, string feature)
    {
        float[] kernels = [.. places.SelectMany(place => Enumerable.Range(0, width).Select(i => weights[i, place]))];
        string image = graph.Unsqueeze($"{name}_image", feature, axis: 1), kernel = graph.Table(OnnxTensor.Of($"{name}_kernels", kernels, places.Length, 1, 1, width));
        return graph.Add($"{name}_convolution", "Conv", [image, kernel], OnnxAttribute.Of("kernel_shape", [1, width]));
    }

    /// <summary>[i, place]: what the value at i of a window counts in the derivative at a place in it; read off the derivatives of a 1 at i among zeros.</summary>
    private static float[,] Weights(DeltaOptions options)
    {
        int width = options.Width;
        var impulses = new FeatureMatrix(width, width);
        for (int i = 0; i < width; i++) impulses[i, i] = 1;
        var derivatives = new Delta(options with { Edges = DeltaEdges.Interpolate }).Apply(impulses);
        float[,] weights = new float[width, width];
        for (int i = 0; i < width; i++)
            for (int place = 0; place < width; place++) weights[i, place] = derivatives[i, place];
        return weights;
    }

    private static PadMode Mode(DeltaEdges edges) => edges switch
    {
        DeltaEdges.Nearest => PadMode.Edge,
        DeltaEdges.Mirror => PadMode.Reflect,
        DeltaEdges.Constant => PadMode.Constant,
        DeltaEdges.Wrap => PadMode.Wrap,
        _ => throw new ArgumentOutOfRangeException(nameof(edges), $"{edges} are not padded."),
    };
}
