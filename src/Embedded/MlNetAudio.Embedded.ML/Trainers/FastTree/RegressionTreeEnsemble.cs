namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees.</summary>
public sealed class RegressionTreeEnsemble : TreeEnsemble<RegressionTree>
{
    internal RegressionTreeEnsemble(IEnumerable<RegressionTree> trees, IEnumerable<double> treeWeights, double bias) : base(trees, treeWeights, bias)
    {
    }
}
