using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Binary classifiers for any number of labels: one for the positive of two; otherwise one for each label against the rest, their probabilities divided by their sum.</summary>
/// <remarks>As scikit-learn's OneVsRestClassifier. The exported head does the same in the graph.</remarks>
internal static class OneVersusRest
{
    /// <summary>Indices of the labels that get a classifier.</summary>
    public static IReadOnlyList<int> Positives(LabelSpace labels) => labels.IsBinary ? [1] : [.. Enumerable.Range(0, labels.Labels.Count)];

    /// <summary>Probability that each classifier gives its label → probabilities [labels].</summary>
    public static float[] Combine(IReadOnlyList<float> positives)
    {
        if (positives.Count == 1) return [1 - positives[0], positives[0]];
        float sum = positives.Sum();
        return [.. positives.Select(probability => sum > 0 ? probability / sum : 1f / positives.Count)];
    }
}
