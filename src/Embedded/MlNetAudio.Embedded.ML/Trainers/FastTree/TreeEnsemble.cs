namespace Microsoft.ML.Trainers.FastTree;

/// <summary>output = Bias + Σ TreeWeights[t]·(output of Trees[t]).</summary>
public abstract class TreeEnsemble<T> where T : RegressionTreeBase
{
    private protected TreeEnsemble(IEnumerable<T> trees, IEnumerable<double> treeWeights, double bias)
    {
        Trees = Array.AsReadOnly(trees.ToArray());
        TreeWeights = Array.AsReadOnly(treeWeights.ToArray());
        Bias = bias;
    }

    public double Bias { get; }

    public IReadOnlyList<double> TreeWeights { get; }

    public IReadOnlyList<T> Trees { get; }
}
