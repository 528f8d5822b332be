using System.Diagnostics;

namespace Microsoft.ML.Training;

/// <summary>Grows least-squares regression trees leaf by leaf, always cutting the leaf with the largest gain.</summary>
/// <remarks>
/// Which feature a leaf is cut by is partly chance: in the order of the features, one that beats the best so far takes its place with probability
/// FeatureFractionPerSplit. The random numbers are drawn on one thread in a fixed order, so the trees do not depend on the thread count.
/// </remarks>
internal sealed class TreeGrower
{
    /// <summary>Histogram entries of a leaf from which the features are spread over threads.</summary>
    private const int ParallelWork = 1 << 16;

    private readonly BinnedFeatures _data;
    private readonly double[] _weights;
    private readonly ForestSettings _settings;
    private readonly bool _skipsPureLeaves;
    private readonly SplitSearch _search;
    private readonly Random _random;
    private readonly int[] _featureUses, _behind;
    private readonly double[] _leafTargets, _leafWeights;
    private readonly Stack<LeafHistogram> _spare = [];
    private readonly List<Leaf> _leaves = [];
    private readonly int[] _rows;

    /// <param name="weights">[rows], or null when all are 1.</param>
    /// <param name="wholeTargets">Whether all targets are ±1: their sums are exact, so that no cut of a leaf with one target only gains anything, not even by rounding.</param>
    public TreeGrower(BinnedFeatures data, double[] weights, ForestSettings settings, bool wholeTargets)
    {
        (_data, _weights, _settings) = (data, weights, settings);
        _skipsPureLeaves = wholeTargets && settings is { EntropyCoefficient: 0, FeatureFirstUsePenalty: 0, FeatureReusePenalty: 0 };
        _search = new(settings.MinimumExampleCountPerLeaf, settings.EntropyCoefficient);
        _random = new(settings.Seed);
        _featureUses = new int[data.Count];
        (_rows, _behind, _leafTargets) = (new int[data.Rows], new int[data.Rows], new double[data.Rows]);
        _leafWeights = weights is null ? [] : new double[data.Rows];
    }

    /// <summary>The rows that the last tree put into a leaf, ascending.</summary>
    public ReadOnlySpan<int> RowsOf(int leaf) => _rows.AsSpan(_leaves[leaf].Start, _leaves[leaf].Count);

    /// <summary>A tree for the given rows and features, or null when not even the root can be cut.</summary>
    /// <param name="targets">Target times weight [all rows].</param>
    public GrownTree Grow(ReadOnlySpan<int> rows, double[] targets, bool[] activeFeatures)
    {
        int maximumLeaves = _settings.NumberOfLeaves;
        rows.CopyTo(_rows);
        foreach (Leaf leaf in _leaves) Release(leaf.Histogram);
        _leaves.Clear();
        _leaves.Add(new(0, rows.Length, ~0, LeafSplit.None, null));
        SearchRoot(targets, activeFeatures);
        if (double.IsNegativeInfinity(_leaves[0].Split.Gain)) return null;

        int[] left = new int[maximumLeaves - 1], right = new int[maximumLeaves - 1], features = new int[maximumLeaves - 1];
        float[] thresholds = new float[maximumLeaves - 1];
        double[] gains = new double[maximumLeaves - 1], outputs = new double[maximumLeaves];
        int nodes = 0;
        // The root is cut even without a gain: a tree has at least one split.
        for (int cut = 0; cut >= 0 && nodes < maximumLeaves - 1; cut = MostGainful(_leaves))
        {
            var (start, count, parent, split, histogram) = _leaves[cut];
            int leftCount = Partition(_rows.AsSpan(start, count), _data.Bins(split.Feature), split.Bin);
            Debug.Assert(leftCount > 0 && leftCount < count);
            _featureUses[split.Feature]++;

            int fresh = _leaves.Count;
            if (parent >= 0) (left[parent] == ~cut ? left : right)[parent] = nodes;
            (left[nodes], right[nodes], features[nodes]) = (~cut, ~fresh, _data.ColumnOf(split.Feature));
            (thresholds[nodes], gains[nodes]) = (_data.ThresholdOf(split.Feature, split.Bin), split.Gain);
            (outputs[cut], outputs[fresh]) = (split.LeftOutput, split.RightOutput);
            _leaves[cut] = new(start, leftCount, nodes, LeafSplit.None, null);
            _leaves.Add(new(start + leftCount, count - leftCount, nodes, LeafSplit.None, null));
            nodes++;

            if (nodes == maximumLeaves - 1) Release(histogram);
            else if (_leaves[cut].Count < _leaves[fresh].Count) SearchBoth(cut, fresh, histogram, targets, activeFeatures);
            else SearchBoth(fresh, cut, histogram, targets, activeFeatures);
        }
        return new(left[..nodes], right[..nodes], features[..nodes], thresholds[..nodes], gains[..nodes], outputs[.._leaves.Count]);
    }

    private static int MostGainful(List<Leaf> leaves)
    {
        int best = 0;
        for (int leaf = 1; leaf < leaves.Count; leaf++)
            if (leaves[leaf].Split.Gain > leaves[best].Split.Gain) best = leaf;
        return leaves[best].Split.Gain > 0 ? best : -1;
    }

    private void SearchRoot(double[] targets, bool[] activeFeatures)
    {
        Leaf root = _leaves[0];
        if (!IsLargeEnough(root)) return;
        var histogram = Take();
        var splits = NoSplits();
        Gather(root, targets);
        ForEachFeature(activeFeatures, root.Count, feature =>
        {
            Fill(histogram, feature, root);
            splits[feature] = _search.Find(histogram, feature, root.Count, UsePenalty(feature));
        });
        _leaves[0] = root with { Split = Choose(splits), Histogram = histogram };
    }

    /// <summary>The best splits of two new leaves. The smaller one comes first: the order of the draws is part of what a seed means.</summary>
    /// <param name="histogram">Of the leaf that was cut; becomes that of the larger part.</param>
    private void SearchBoth(int smaller, int larger, LeafHistogram histogram, double[] targets, bool[] activeFeatures)
    {
        Leaf small = _leaves[smaller], large = _leaves[larger];
        if (!IsLargeEnough(large))
        {
            Release(histogram);
            return;
        }
        bool searchesSmall = IsLargeEnough(small) && !IsPure(small, targets), searchesLarge = !IsPure(large, targets);
        var part = Take();
        LeafSplit[] smallSplits = NoSplits(), largeSplits = NoSplits();
        if (searchesSmall || searchesLarge)
        {
            Gather(small, targets);
            ForEachFeature(activeFeatures, small.Count, feature =>
            {
                Fill(part, feature, small);
                if (searchesSmall) smallSplits[feature] = _search.Find(part, feature, small.Count, UsePenalty(feature));
                if (!searchesLarge) return;
                histogram.Subtract(part, feature);
                largeSplits[feature] = _search.Find(histogram, feature, large.Count, UsePenalty(feature));
            });
        }

        Settle(smaller, searchesSmall, smallSplits, part);
        Settle(larger, searchesLarge, largeSplits, histogram);

        void Settle(int index, bool isSearched, LeafSplit[] splits, LeafHistogram own)
        {
            Leaf leaf = _leaves[index];
            if (isSearched)
            {
                _leaves[index] = leaf with { Split = Choose(splits), Histogram = own };
                return;
            }
            if (IsLargeEnough(leaf)) DrawAsForPure(leaf, own, targets, activeFeatures);
            Release(own);
        }
    }

    /// <summary>Whether every cut of the leaf gains exactly 0, so that it stays as it is.</summary>
    private bool IsPure(Leaf leaf, double[] targets)
    {
        if (!_skipsPureLeaves) return false;
        var rows = _rows.AsSpan(leaf.Start, leaf.Count);
        double target = targets[rows[0]];
        foreach (int row in rows)
            if (targets[row] != target) return false;
        return true;
    }

    /// <summary>Draws what <see cref="Choose"/> would among the cuts of a pure leaf, all without gain: once if the first feature cannot cut it and another can, else never.</summary>
    /// <param name="scratch">Overwritten.</param>
    private void DrawAsForPure(Leaf leaf, LeafHistogram scratch, double[] targets, bool[] activeFeatures)
    {
        if (_settings.FeatureFractionPerSplit >= 1) return;
        Gather(leaf, targets);
        int first = 0;
        while (first < activeFeatures.Length && !(activeFeatures[first] && CanCut(first))) first++;
        if (first > 0 && first < activeFeatures.Length) _random.NextDouble();

        bool CanCut(int feature)
        {
            Fill(scratch, feature, leaf);
            return !double.IsNegativeInfinity(_search.Find(scratch, feature, leaf.Count, penalty: 0).Gain);
        }
    }

    private bool IsLargeEnough(Leaf leaf) => leaf.Count >= 2 * _settings.MinimumExampleCountPerLeaf;

    /// <summary>Brings the leaf's targets and weights together, so that the histograms read them in one sweep.</summary>
    private void Gather(Leaf leaf, double[] targets)
    {
        var rows = _rows.AsSpan(leaf.Start, leaf.Count);
        for (int i = 0; i < rows.Length; i++) _leafTargets[i] = targets[rows[i]];
        if (_weights is null) return;
        for (int i = 0; i < rows.Length; i++) _leafWeights[i] = _weights[rows[i]];
    }

    private void Fill(LeafHistogram histogram, int feature, Leaf leaf) =>
        histogram.Fill(feature, _rows.AsSpan(leaf.Start, leaf.Count), _leafTargets, _leafWeights);

    private void ForEachFeature(bool[] activeFeatures, int rows, Action<int> work)
    {
        if ((long)rows * _data.Count < ParallelWork || _settings.NumberOfThreads == 1)
        {
            for (int feature = 0; feature < activeFeatures.Length; feature++)
                if (activeFeatures[feature]) work(feature);
            return;
        }
        Parallel.For(0, activeFeatures.Length, new() { MaxDegreeOfParallelism = _settings.NumberOfThreads ?? -1 }, feature =>
        {
            if (activeFeatures[feature]) work(feature);
        });
    }

    private LeafHistogram Take() => _spare.TryPop(out var histogram) ? histogram : new(_data, _weights is not null);

    private void Release(LeafHistogram histogram)
    {
        if (histogram is not null) _spare.Push(histogram);
    }

    private LeafSplit[] NoSplits()
    {
        var splits = new LeafSplit[_data.Count];
        Array.Fill(splits, LeafSplit.None);
        return splits;
    }

    private LeafSplit Choose(LeafSplit[] splits)
    {
        var best = splits.Length == 0 ? LeafSplit.None : splits[0];
        for (int feature = 1; feature < splits.Length; feature++)
        {
            bool first = double.IsNegativeInfinity(best.Gain);
            bool better = splits[feature].Gain > best.Gain && (_settings.FeatureFractionPerSplit >= 1 || _random.NextDouble() < _settings.FeatureFractionPerSplit);
            if (better || first) best = splits[feature];
        }
        return best;
    }

    private double UsePenalty(int feature) =>
        _featureUses[feature] == 0 ? _settings.FeatureFirstUsePenalty : _settings.FeatureReusePenalty * Math.Log(_featureUses[feature] + 1);

    /// <summary>Puts the rows of the bins up to <paramref name="bin"/> in front, both parts in their old order; returns how many these are.</summary>
    private int Partition(Span<int> rows, ushort[] bins, int bin)
    {
        int front = 0, back = 0;
        foreach (int row in rows)
        {
            if (bins[row] <= bin) rows[front++] = row;
            else _behind[back++] = row;
        }
        _behind.AsSpan(0, back).CopyTo(rows[front..]);
        return front;
    }

    /// <summary>_rows[Start..Start + Count], the node above (~0 for the root), and the histogram of a leaf that may still be cut.</summary>
    private readonly record struct Leaf(int Start, int Count, int Parent, LeafSplit Split, LeafHistogram Histogram);
}
