using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>Attention from matrix products and softmax.</summary>
internal static class AttentionGraph
{
    /// <summary>[batch, steps, features] → [batch, features].</summary>
    /// <param name="lengths">Null: every step counts.</param>
    public static string Pool(GraphBuilder graph, LengthGraph? lengths, NetworkLayer layer, NetworkWeights weights, string name, string input)
    {
        string scores = Dense(graph, layer, weights, "score.weight", "score.bias", $"{name}_scores", input);
        if (lengths is not null && layer.InputTime is { } time) scores = Bounded(graph, $"{name}_bounded", lengths.Mask(time, before: 0, after: 1), scores);
        string shares = graph.Add($"{name}_weights", "Softmax", [scores], OnnxAttribute.Of("axis", 1));
        return graph.ReduceSum(name, graph.Multiply($"{name}_weighted", input, shares), axis: 1, keepAxis: false);
    }

    /// <summary>[batch, steps, features] → the same.</summary>
    /// <param name="lengths">Null: every step counts.</param>
    public static string SelfAttention(GraphBuilder graph, LengthGraph? lengths, MultiHeadSelfAttention spec, NetworkLayer layer, NetworkWeights weights, string name, string input)
    {
        int features = layer.Input[1], width = features / spec.Heads;
        string projected = Dense(graph, layer, weights, "in_proj_weight", "in_proj_bias", $"{name}_projected", input);
        string queries = Heads("queries", 0, 0, 2, 1, 3), keys = Heads("keys", 1, 0, 2, 3, 1), values = Heads("values", 2, 0, 2, 1, 3);
        string scores = graph.Multiply($"{name}_scores", graph.MatrixProduct($"{name}_products", queries, keys), graph.Single(1 / MathF.Sqrt(width)));
        if (lengths is not null && layer.InputTime is { } time) scores = Bounded(graph, $"{name}_bounded", lengths.Mask(time, before: 2, after: 0), scores);
        string attended = graph.MatrixProduct($"{name}_attended", graph.Add($"{name}_weights", "Softmax", [scores], OnnxAttribute.Of("axis", -1)), values);
        string joined = graph.Reshape($"{name}_joined", graph.Transpose($"{name}_heads_last", attended, 0, 2, 1, 3), 0, 0, features);
        return Dense(graph, layer, weights, "out_proj.weight", "out_proj.bias", name, joined);

        // [batch, heads, ...] of a third of the projection.
        string Heads(string what, int third, params long[] order)
        {
            string slice = graph.Slice($"{name}_{what}_side_by_side", projected, third * features, (third + 1) * features, axis: 2);
            return graph.Transpose($"{name}_{what}", graph.Reshape($"{name}_{what}_apart", slice, 0, 0, spec.Heads, width), order);
        }
    }

    /// <summary>Scores that softmax makes nothing of where the mask does not hold.</summary>
    private static string Bounded(GraphBuilder graph, string name, string mask, string scores) => graph.Add(name, "Where", [mask, scores, graph.Single(float.MinValue)]);

    /// <summary>x·Wᵀ + b along the last axis of any rank.</summary>
    /// <param name="bias">Null where there is none.</param>
    public static string Dense(GraphBuilder graph, NetworkLayer layer, NetworkWeights weights, string weight, string? bias, string name, string input)
    {
        var shape = layer.Parameters.Single(parameter => parameter.Name == layer.ParameterName(weight)).Shape;
        int units = shape[0], features = shape[1];
        var values = weights[layer.ParameterName(weight)];
        float[] transposed = new float[values.Length];
        for (int unit = 0; unit < units; unit++)
            for (int feature = 0; feature < features; feature++) transposed[feature * units + unit] = values[unit * features + feature];
        string matrix = graph.Constant(OnnxTensor.Of($"{name}/weight_transposed", transposed, features, units));
        if (bias is null) return graph.MatrixProduct(name, input, matrix);
        return graph.Add(name, graph.MatrixProduct($"{name}_product", input, matrix), graph.Constant(OnnxTensor.Of($"{name}/bias", weights[layer.ParameterName(bias)], units)));
    }
}
