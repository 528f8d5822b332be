using Microsoft.ML.Data;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees whose outputs sum to the score.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>, IScorer, ICalculateFeatureContribution
{
    private protected TreeEnsembleModelParameters(IReadOnlyList<GrownTree> trees) => Sum = new(trees);

    internal TreeSum Sum { get; }

    /// <summary>
    /// How much each feature helped to tell the classes apart: the square root of the gains of its splits, summed, the largest scaled to 1. The vector is as long
    /// as the highest feature that was used needs.
    /// </summary>
    public void GetFeatureWeights(ref VBuffer<float> weights)
    {
        int size = Sum.Trees.SelectMany(tree => tree.SplitFeatures).DefaultIfEmpty(-1).Max() + 1;
        double[] gains = new double[size];
        foreach (GrownTree tree in Sum.Trees)
            for (int node = 0; node < tree.SplitFeatures.Length; node++) gains[tree.SplitFeatures[node]] += Math.Sqrt(Math.Max(0, tree.SplitGains[node]));
        double largest = gains.DefaultIfEmpty(0).Max();
        weights = new(size, Array.ConvertAll(gains, gain => largest > 0 ? (float)(gain / largest) : 0));
    }

    float IScorer.Score(ReadOnlySpan<float> features) => Sum.Score(features);
}
