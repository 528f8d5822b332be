using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees: score = the ensemble's output.</summary>
public abstract class TreeEnsembleModelParametersBasedOnRegressionTree : TreeEnsembleModelParameters
{
    private protected TreeEnsembleModelParametersBasedOnRegressionTree(IReadOnlyList<GrownTree> trees) : base(trees) =>
        TrainedTreeEnsemble = new(trees.Select(tree => new RegressionTree(tree)), Enumerable.Repeat(1.0, trees.Count), bias: 0);

    public RegressionTreeEnsemble TrainedTreeEnsemble { get; }
}
