using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.Export;

/// <summary>Decision trees whose exact splits do not matter, and how to walk them.</summary>
internal static class SomeTrees
{
    public static DecisionTree Leaf(double value) => new([], [], [], [], [value]);

    public static DecisionTree Tree(int nodes, int features, int seed)
    {
        var random = new Random(seed);
        int[] left = new int[nodes], right = new int[nodes];
        // Every new node takes the place of a leaf of the tree so far, as when a tree is grown.
        (left[0], right[0]) = (~0, ~1);
        for (int n = 1; n < nodes; n++)
        {
            int parent = random.Next(n);
            while (left[parent] >= 0 && right[parent] >= 0) parent = random.Next(n);
            int[] side = left[parent] < 0 ? left : right;
            (left[n], right[n]) = (side[parent], ~(n + 1));
            side[parent] = n;
        }
        return new(
            [.. Enumerable.Range(0, nodes).Select(_ => random.Next(features))], [.. Enumerable.Range(0, nodes).Select(_ => random.NextSingle() * 2 - 1)], left, right,
            [.. Enumerable.Range(0, nodes + 1).Select(_ => random.NextDouble() * 2 - 1)]);
    }

    public static CalibratedForest Forest(int trees, int features, int seed) => new(
        [.. Enumerable.Range(0, trees).Select(t => Tree(nodes: 1 + t, features, seed + t))], [.. Enumerable.Range(0, trees).Select(t => 1.0 / (1 + t))], Bias: 0.1, Slope: -2.5, Offset: 0.3);

    public static double Logit(CalibratedForest forest, ReadOnlySpan<float> features)
    {
        double output = forest.Bias;
        for (int t = 0; t < forest.Trees.Count; t++) output += forest.TreeWeights[t] * Walk(forest.Trees[t], features);
        return -(forest.Slope * output + forest.Offset);
    }

    private static double Walk(DecisionTree tree, ReadOnlySpan<float> features)
    {
        if (tree.Feature.Count == 0) return tree.LeafValues[0];
        int place = 0;
        while (place >= 0) place = features[tree.Feature[place]] <= tree.Threshold[place] ? tree.Left[place] : tree.Right[place];
        return tree.LeafValues[~place];
    }
}
