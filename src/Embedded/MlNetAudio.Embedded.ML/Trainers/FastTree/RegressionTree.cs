using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A boosted tree.</summary>
public sealed class RegressionTree : RegressionTreeBase
{
    internal RegressionTree(GrownTree tree) : base(tree)
    {
    }
}
