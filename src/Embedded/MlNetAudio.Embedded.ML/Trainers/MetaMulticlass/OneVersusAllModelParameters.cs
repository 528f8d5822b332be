using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>One model a class. The scores are their probabilities, scaled to sum to 1, or their raw scores.</summary>
public sealed class OneVersusAllModelParameters : ModelParametersBase<VBuffer<float>>, IClassScorer
{
    internal OneVersusAllModelParameters(IScorer[] models, bool useProbabilities) => (Models, UsesProbabilities) = (models, useProbabilities);

    internal IScorer[] Models { get; }

    internal bool UsesProbabilities { get; }

    int IClassScorer.ClassCount => Models.Length;

    void IClassScorer.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        double sum = 0;
        for (int k = 0; k < Models.Length; k++)
        {
            float score = Models[k].Score(features);
            scores[k] = UsesProbabilities ? ((ICalibratedScorer)Models[k]).PredictProbability(score) : score;
            sum += scores[k];
        }
        if (!UsesProbabilities || !(sum > 0)) return;
        foreach (ref float score in scores) score = (float)(score / sum);
    }
}
