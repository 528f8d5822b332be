using Microsoft.ML.Data;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest: score = the ensemble's output.</summary>
public abstract class TreeEnsembleModelParametersBasedOnQuantileRegressionTree : TreeEnsembleModelParameters, IScorer
{
    private protected TreeEnsembleModelParametersBasedOnQuantileRegressionTree(IReadOnlyList<GrownTree> trees) =>
        TrainedTreeEnsemble = new(trees.Select(tree => new QuantileRegressionTree(tree)), Enumerable.Repeat(1.0, trees.Count), bias: 0);

    public QuantileRegressionTreeEnsemble TrainedTreeEnsemble { get; }

    float IScorer.Score(ReadOnlySpan<float> features)
    {
        double sum = TrainedTreeEnsemble.Bias;
        for (int tree = 0; tree < TrainedTreeEnsemble.Trees.Count; tree++)
            sum += TrainedTreeEnsemble.TreeWeights[tree] * TrainedTreeEnsemble.Trees[tree].Score(features);
        return (float)sum;
    }
}
