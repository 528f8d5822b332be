using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A tree of a forest.</summary>
public sealed class QuantileRegressionTree : RegressionTreeBase
{
    internal QuantileRegressionTree(GrownTree tree) : base(tree)
    {
    }
}
