using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest as classifier: positive where the score is above 0.</summary>
public sealed class FastForestBinaryModelParameters : TreeEnsembleModelParametersBasedOnQuantileRegressionTree
{
    internal FastForestBinaryModelParameters(IReadOnlyList<GrownTree> trees) : base(trees)
    {
    }
}
