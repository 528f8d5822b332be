using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// A binary tree as lists over its nodes: features[<see cref="NumericalSplitFeatureIndexes"/>[n]] ≤ <see cref="NumericalSplitThresholds"/>[n] goes to
/// <see cref="LeftChild"/>[n], all else to <see cref="RightChild"/>[n]. The root is node 0; a negative child c is the leaf ~c.
/// </summary>
public abstract class RegressionTreeBase
{
    private readonly GrownTree _tree;

    private protected RegressionTreeBase(GrownTree tree)
    {
        _tree = tree;
        LeftChild = Array.AsReadOnly(tree.LeftChildren);
        RightChild = Array.AsReadOnly(tree.RightChildren);
        NumericalSplitFeatureIndexes = Array.AsReadOnly(tree.SplitFeatures);
        NumericalSplitThresholds = Array.AsReadOnly(tree.Thresholds);
        CategoricalSplitFlags = Array.AsReadOnly(new bool[tree.LeftChildren.Length]);
        LeafValues = Array.AsReadOnly(tree.LeafValues);
        SplitGains = Array.AsReadOnly(tree.SplitGains);
    }

    public IReadOnlyList<int> LeftChild { get; }

    public IReadOnlyList<int> RightChild { get; }

    public IReadOnlyList<int> NumericalSplitFeatureIndexes { get; }

    public IReadOnlyList<float> NumericalSplitThresholds { get; }

    /// <summary>All false: these trees split by number only.</summary>
    public IReadOnlyList<bool> CategoricalSplitFlags { get; }

    /// <summary>The tree's output for each leaf.</summary>
    public IReadOnlyList<double> LeafValues { get; }

    /// <summary>How much each split lowered the summed squared error.</summary>
    public IReadOnlyList<double> SplitGains { get; }

    public int NumberOfLeaves => LeafValues.Count;

    /// <summary>Without the leaves.</summary>
    public int NumberOfNodes => LeftChild.Count;

    /// <summary>Empty: these trees split by number only.</summary>
    public IReadOnlyList<int> GetCategoricalSplitFeaturesAt(int nodeIndex) => NoneAt(nodeIndex);

    /// <summary>Empty: these trees split by number only.</summary>
    public IReadOnlyList<int> GetCategoricalCategoricalSplitFeatureRangeAt(int nodeIndex) => NoneAt(nodeIndex);

    internal double Score(ReadOnlySpan<float> features) => _tree.Score(features);

    private int[] NoneAt(int nodeIndex) => nodeIndex >= 0 && nodeIndex < NumberOfNodes
        ? []
        : throw new ArgumentOutOfRangeException(nameof(nodeIndex), $"The node index must be 0 to {NumberOfNodes - 1}, got {nodeIndex}.");
}
