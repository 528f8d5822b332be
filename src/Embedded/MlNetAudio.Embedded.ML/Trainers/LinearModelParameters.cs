using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>score = Bias + Σ Weights[i]·features[i].</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, IScorer, ICalculateFeatureContribution
{
    private readonly float[] _weights;

    private protected LinearModelParameters(float[] weights, float bias) => (_weights, Bias) = (weights, bias);

    public IReadOnlyList<float> Weights => _weights;

    public float Bias { get; protected set; }

    float IScorer.Score(ReadOnlySpan<float> features)
    {
        double score = Bias;
        for (int i = 0; i < _weights.Length; i++) score += (double)_weights[i] * features[i];
        return (float)score;
    }
}
