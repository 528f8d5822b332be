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
}
