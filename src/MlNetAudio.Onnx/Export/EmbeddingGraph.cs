using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>An artifact's graph → the part of it up to what its last linear layer reads.</summary>
internal static class EmbeddingGraph
{
    /// <returns>The graph with the one output embedding [batch, features].</returns>
    /// <exception cref="InvalidDataException">The logits do not come from one linear layer.</exception>
    public static OnnxGraph Of(OnnxGraph graph)
    {
        var producers = (from node in graph.Nodes from output in node.Outputs select (output, node)).ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        var last = LastLinear(producers);
        var weights = graph.Initializers.FirstOrDefault(tensor => tensor.Name == last.Inputs[1]) ?? throw None("its weights are no constant");

        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([last.Inputs[0]]);
        while (open.TryPop(out string? value))
            if (needed.Add(value) && producers.TryGetValue(value, out var node))
                foreach (string input in node.Inputs) open.Push(input);

        return graph with
        {
            Nodes = [.. graph.Nodes.Where(node => node.Outputs.Any(needed.Contains)), new("Identity", "embedding", [last.Inputs[0]], ["embedding"], [])],
            Initializers = [.. graph.Initializers.Where(tensor => needed.Contains(tensor.Name))],
            Outputs = [new("embedding", OnnxElementType.Float, ["batch", weights.Dimensions[1]], "What the last linear layer reads.")],
        };
    }

    /// <summary>The layer behind the logits: their difference is taken of two, and then they have a name of their own.</summary>
    private static OnnxNode LastLinear(Dictionary<string, OnnxNode> producers)
    {
        for (string value = "score"; producers.TryGetValue(value, out var node); value = node.Inputs[0])
        {
            if (node.Operator == "Gemm") return node;
            if (node.Operator is not ("Identity" or "Sub" or "Slice")) throw None($"its scores come from {node.Operator}");
        }
        throw None("nothing makes its scores");
    }

    private static InvalidDataException None(string why) => new($"The model has no last linear layer of its own ({why}), as networks and linear models have and forests and ensembles have not; take one of those.");
}
