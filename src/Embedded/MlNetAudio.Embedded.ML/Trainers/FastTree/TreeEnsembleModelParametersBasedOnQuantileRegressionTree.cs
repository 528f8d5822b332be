using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest: score = the ensemble's output.</summary>
public abstract class TreeEnsembleModelParametersBasedOnQuantileRegressionTree : TreeEnsembleModelParameters
{
    private protected TreeEnsembleModelParametersBasedOnQuantileRegressionTree(IReadOnlyList<GrownTree> trees) : base(trees) =>
        TrainedTreeEnsemble = new(trees.Select(tree => new QuantileRegressionTree(tree)), Enumerable.Repeat(1.0, trees.Count), bias: 0);

    public QuantileRegressionTreeEnsemble TrainedTreeEnsemble { get; }
}
