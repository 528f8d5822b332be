using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>Logits → the outputs of every artifact: probability [batch, classes], score (a logit [batch, 1] for two classes, else [batch, classes]), label [batch].</summary>
internal static class ProbabilityGraph
{
    /// <summary>Keeps quotient and logarithm defined where sigmoids underflow to 0.</summary>
    private const float SmallestSum = 1e-30f;

    /// <summary>Of one model.</summary>
    public static void Append(GraphBuilder graph, LogitValue logits)
    {
        int classes = Math.Max(2, logits.Count);
        Probability(graph, logits);
        Declare(graph, classes, classes == 2 ? "Logit of the second label." : "Logit of each label.");
    }

    /// <summary>The mean of several models' probabilities, each counting with its share; score is the logit of the mean, or of more labels its logarithm.</summary>
    /// <param name="models">Logits with the scope they stand in; shares add up to 1.</param>
    public static void AppendMean(GraphBuilder graph, int classes, IReadOnlyList<(GraphBuilder Scope, LogitValue Logits, double Share)> models)
    {
        string[] parts = [.. models.Select(model => model.Scope.Multiply("weighted_probability", Probability(model.Scope, model.Logits), graph.Single((float)model.Share)))];
        string probability = graph.Add("probability", "Sum", parts);
        string logarithm = graph.Add("log_probability", "Log", [graph.Add("probability_not_zero", "Max", [probability, graph.Single(SmallestSum)])]);
        if (classes == 2)
            graph.Subtract("score", graph.Slice("second_log_probability", logarithm, 1, 2, axis: 1), graph.Slice("first_log_probability", logarithm, 0, 1, axis: 1));
        else
            graph.Add("score", "Identity", [logarithm]);
        Declare(graph, classes, classes == 2 ? "Logit of the second label's mean probability." : "Logarithm of each label's mean probability.");
    }

    /// <summary>The values "score" and "probability" of a scope.</summary>
    /// <returns>The name of the latter.</returns>
    private static string Probability(GraphBuilder graph, LogitValue logits) => logits.Count <= 2 ? Binary(graph, logits) : Several(graph, logits);

    private static void Declare(GraphBuilder graph, int classes, string score)
    {
        graph.Add("label", "ArgMax", ["probability"], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));
        graph.Output(new("probability", OnnxElementType.Float, ["batch", classes], "Probability of each label; a row adds up to 1."));
        graph.Output(new("score", OnnxElementType.Float, ["batch", classes == 2 ? 1 : classes], score));
        graph.Output(new("label", OnnxElementType.Int64, ["batch"], "Index of the most probable label; of the first one where two are equal."));
    }

    private static string Binary(GraphBuilder graph, LogitValue logits)
    {
        string score;
        if (logits.Count == 1)
        {
            score = graph.Add("score", "Identity", [logits.Name]);
        }
        else
        {
            // Softmax of two is the sigmoid of their difference.
            string second = graph.Slice("classifier/second_logit", logits.Name, 1, 2, axis: 1), first = graph.Slice("classifier/first_logit", logits.Name, 0, 1, axis: 1);
            score = graph.Subtract("score", second, first);
        }
        // The negative label's probability as a sigmoid of its own: 1 − p would lose its small values.
        string negative = graph.Add("classifier/negative_probability", "Sigmoid", [graph.Add("classifier/negative_score", "Neg", [score])]);
        string positive = graph.Add("classifier/positive_probability", "Sigmoid", [score]);
        return graph.Concat("probability", [negative, positive], axis: 1);
    }

    private static string Several(GraphBuilder graph, LogitValue logits)
    {
        string score = graph.Add("score", "Identity", [logits.Name]);
        if (logits.Normalization == Normalization.Softmax) return graph.Add("probability", "Softmax", [score], OnnxAttribute.Of("axis", 1));
        string sigmoids = graph.Add("classifier/sigmoids", "Sigmoid", [score]);
        string sum = graph.ReduceSum("classifier/sigmoid_sum", sigmoids, axis: 1, keepAxis: true);
        return graph.Divide("probability", sigmoids, graph.Add("classifier/sigmoid_sum_not_zero", "Max", [sum, graph.Single(SmallestSum)]));
    }
}
