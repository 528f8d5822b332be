namespace Microsoft.ML.Trainers;

/// <summary>Softmax regression: the scores are probabilities and sum to 1.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal MaximumEntropyModelParameters(float[][] weights, float[] biases) : base(weights, biases)
    {
    }

    /// <param name="point">[biases by class, weights by class and feature]</param>
    internal static MaximumEntropyModelParameters Of(double[] point, int classes)
    {
        float[] values = Array.ConvertAll(point, value => (float)value);
        int features = values.Length / classes - 1;
        return new([.. Enumerable.Range(0, classes).Select(k => values.AsSpan(classes + k * features, features).ToArray())], values[..classes]);
    }

    private protected override void Finish(Span<float> scores)
    {
        float highest = float.NegativeInfinity;
        foreach (float score in scores) highest = Math.Max(highest, score);
        double sum = 0;
        foreach (float score in scores) sum += Math.Exp(score - highest);
        foreach (ref float score in scores) score = (float)(Math.Exp(score - highest) / sum);
    }
}
