using MlNetAudio.Evaluation;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The area under the ROC curve of the validation part, as the test part's is computed: of the positive label of two, the macro average of one-versus-rest areas of more.</summary>
internal static class ValidationAuc
{
    public static ValidationMetric Metric { get; } = new("auc", Of);

    /// <summary>0.5, which says nothing, where all examples are of one class.</summary>
    private static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<int> classes)
    {
        int width = logits.Length / classes.Length, first = classes[0];
        if (!classes.ContainsAnyExcept(first)) return 0.5;
        double sum = 0;
        int areas = 0;
        for (int k = width == 1 ? 1 : 0; k < Math.Max(2, width); k++)
        {
            if (!classes.Contains(k)) continue;
            float[] scores = new float[classes.Length];
            bool[] isClass = new bool[classes.Length];
            for (int i = 0; i < scores.Length; i++) (scores[i], isClass[i]) = (Score(logits.Slice(i * width, width), k), classes[i] == k);
            sum += RocCurve.Area(scores, isClass);
            areas++;
        }
        return sum / areas;
    }

    /// <summary>Rises with the probability of a class, and does not round to 1: its logit against the others' log-sum-exp.</summary>
    private static float Score(ReadOnlySpan<float> logits, int k)
    {
        if (logits.Length == 1) return logits[0];
        double largest = double.NegativeInfinity, sum = 0;
        for (int j = 0; j < logits.Length; j++)
            if (j != k) largest = Math.Max(largest, logits[j]);
        for (int j = 0; j < logits.Length; j++)
            if (j != k) sum += Math.Exp(logits[j] - largest);
        return (float)(logits[k] - largest - Math.Log(sum));
    }
}
