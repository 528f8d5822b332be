namespace MlNetAudio.Onnx.Export;

/// <summary>
/// A binary regression tree as parallel arrays over its inner nodes, in ML.NET's RegressionTree form: x[Feature[n]] ≤ Threshold[n] goes to Left[n], else to Right[n];
/// a child c ≥ 0 is the node c, a child c &lt; 0 is the leaf ~c. A tree without nodes is its one leaf.
/// </summary>
public sealed record DecisionTree(IReadOnlyList<int> Feature, IReadOnlyList<float> Threshold, IReadOnlyList<int> Left, IReadOnlyList<int> Right, IReadOnlyList<double> LeafValues)
{
    /// <summary>Number of inner nodes.</summary>
    internal int Nodes => Feature.Count;

    /// <exception cref="ArgumentException">The arrays do not make one tree over so many features; the message begins with the tree's name.</exception>
    internal void Check(string name, int features)
    {
        if (Threshold.Count != Nodes || Left.Count != Nodes || Right.Count != Nodes || LeafValues.Count != Nodes + 1)
            throw new ArgumentException(
                $"{name} has {Nodes} features, {Threshold.Count} thresholds, {Left.Count} left and {Right.Count} right children and {LeafValues.Count} leaves; a binary tree of {Nodes} nodes has as many of each, and one leaf more.");
        if (LeafValues.Any(value => !double.IsFinite(value))) throw new ArgumentException($"{name} has a leaf that is not finite.");

        bool[] isNodeReached = new bool[Nodes], isLeafReached = new bool[Nodes + 1];
        for (int n = 0; n < Nodes; n++)
        {
            if (Feature[n] < 0 || Feature[n] >= features) throw new ArgumentException($"{name}: node {n} splits feature {Feature[n]}, but there are {features}.");
            if (!float.IsFinite(Threshold[n])) throw new ArgumentException($"{name}: node {n} has a threshold that is not finite.");
            foreach (int child in (ReadOnlySpan<int>)[Left[n], Right[n]])
            {
                bool[] reached = child >= 0 ? isNodeReached : isLeafReached;
                int place = child >= 0 ? child : ~child;
                // The root is nobody's child; with each of the others reached once, nothing can go round in a circle but what the root does not reach.
                if (child == 0 || place >= reached.Length || reached[place]) throw new ArgumentException($"{name}: child {child} of node {n} does not exist or has another parent.");
                reached[place] = true;
            }
        }
        if (Reachable() != Nodes) throw new ArgumentException($"{name} has nodes that its root does not reach.");
    }

    /// <summary>Inner nodes reached from the root, when no node has two parents.</summary>
    private int Reachable()
    {
        if (Nodes == 0) return 0;
        int count = 0;
        var open = new Stack<int>([0]);
        while (open.TryPop(out int n))
        {
            count++;
            if (Left[n] >= 0) open.Push(Left[n]);
            if (Right[n] >= 0) open.Push(Right[n]);
        }
        return count;
    }
}
