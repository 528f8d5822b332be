namespace Microsoft.ML.Training;

/// <summary>
/// A binary regression tree as arrays over its nodes: x[SplitFeatures[n]] ≤ Thresholds[n] goes to LeftChildren[n], anything else (NaN too) to
/// RightChildren[n]; a negative child c is the leaf ~c. At least one split.
/// </summary>
internal sealed record GrownTree(int[] LeftChildren, int[] RightChildren, int[] SplitFeatures, float[] Thresholds, double[] SplitGains, double[] LeafValues)
{
    public double Score(ReadOnlySpan<float> features)
    {
        int node = 0;
        while (node >= 0) node = features[SplitFeatures[node]] <= Thresholds[node] ? LeftChildren[node] : RightChildren[node];
        return LeafValues[~node];
    }

    /// <summary>Whether every way down ends in a leaf: children lie behind their parents, as they do in a tree that has grown.</summary>
    public bool IsConsistent()
    {
        int nodes = LeftChildren.Length;
        if (nodes == 0 || LeafValues.Length != nodes + 1) return false;
        if (RightChildren.Length != nodes || SplitFeatures.Length != nodes || Thresholds.Length != nodes || SplitGains.Length != nodes) return false;
        for (int node = 0; node < nodes; node++)
            if (!IsChild(LeftChildren[node], node) || !IsChild(RightChildren[node], node) || SplitFeatures[node] < 0) return false;
        return true;

        bool IsChild(int child, int node) => child >= 0 ? child > node && child < nodes : ~child <= nodes;
    }
}
