using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>Logits → the outputs of every artifact: probability [batch, classes], score (the logit [batch, 1] for two classes, else [batch, classes]), label [batch].</summary>
internal static class ProbabilityGraph
{
    /// <summary>Keeps the quotient defined where every sigmoid underflows to 0.</summary>
    private const float SmallestSum = 1e-30f;

    public static void Append(GraphBuilder graph, LogitValue logits)
    {
        int classes = Math.Max(2, logits.Count);
        if (classes == 2) Binary(graph, logits);
        else Several(graph, logits);
        graph.Add("label", "ArgMax", ["probability"], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));

        graph.Output(new("probability", OnnxElementType.Float, ["batch", classes], "Probability of each label; a row adds up to 1."));
        graph.Output(new("score", OnnxElementType.Float, ["batch", classes == 2 ? 1 : classes], classes == 2 ? "Logit of the second label." : "Logit of each label."));
        graph.Output(new("label", OnnxElementType.Int64, ["batch"], "Index of the most probable label; of the first one where two are equal."));
    }

    private static void Binary(GraphBuilder graph, LogitValue logits)
    {
        if (logits.Count == 1)
        {
            graph.Add("score", "Identity", [logits.Name]);
        }
        else
        {
            // Softmax of two is the sigmoid of their difference.
            string second = graph.Slice("classifier/second_logit", logits.Name, 1, 2, axis: 1), first = graph.Slice("classifier/first_logit", logits.Name, 0, 1, axis: 1);
            graph.Subtract("score", second, first);
        }
        // The negative label's probability as a sigmoid of its own: 1 − p would lose its small values.
        string negative = graph.Add("classifier/negative_probability", "Sigmoid", [graph.Add("classifier/negative_score", "Neg", ["score"])]);
        string positive = graph.Add("classifier/positive_probability", "Sigmoid", ["score"]);
        graph.Concat("probability", [negative, positive], axis: 1);
    }

    private static void Several(GraphBuilder graph, LogitValue logits)
    {
        graph.Add("score", "Identity", [logits.Name]);
        if (logits.Normalization == Normalization.Softmax)
        {
            graph.Add("probability", "Softmax", ["score"], OnnxAttribute.Of("axis", 1));
            return;
        }
        string sigmoids = graph.Add("classifier/sigmoids", "Sigmoid", ["score"]);
        string sum = graph.ReduceSum("classifier/sigmoid_sum", sigmoids, axis: 1, keepAxis: true);
        graph.Divide("probability", sigmoids, graph.Add("classifier/sigmoid_sum_not_zero", "Max", [sum, graph.Single(SmallestSum)]));
    }
}
