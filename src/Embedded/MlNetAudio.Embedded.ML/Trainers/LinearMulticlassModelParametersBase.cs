using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>scores[k] = biases[k] + weights[k]·features.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IClassScorer
{
    private protected LinearMulticlassModelParametersBase(float[][] weights, float[] biases) => (ClassWeights, Biases) = (weights, biases);

    /// <summary>[class][feature]</summary>
    internal float[][] ClassWeights { get; }

    internal float[] Biases { get; }

    int IClassScorer.ClassCount => Biases.Length;

    /// <summary>One a class.</summary>
    public IEnumerable<float> GetBiases() => Biases;

    /// <summary>One vector a class, with a weight a feature.</summary>
    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = Biases.Length;
        weights = Array.ConvertAll(ClassWeights, row => new VBuffer<float>(row.Length, [.. row]));
    }

    void IClassScorer.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        for (int k = 0; k < Biases.Length; k++)
        {
            double score = Biases[k];
            float[] weights = ClassWeights[k];
            for (int i = 0; i < weights.Length; i++) score += (double)weights[i] * features[i];
            scores[k] = (float)score;
        }
        Finish(scores);
    }

    /// <summary>What becomes of the linear scores.</summary>
    private protected abstract void Finish(Span<float> scores);
}
