using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees as classifier: positive where the score is above 0.</summary>
public sealed class FastTreeBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeBinaryModelParameters(IReadOnlyList<GrownTree> trees) : base(trees)
    {
    }
}
