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
    private const int ParallelWork = 1 << 17;

    private readonly BinnedFeatures _data;
    private readonly ForestSettings _settings;
    private readonly Func<SplitSearch> _newSearch;
    private readonly SplitSearch _search;
    private readonly Random _random;
    private readonly int[] _featureUses;

    public TreeGrower(BinnedFeatures data, double[] weightedTargets, double[] weights, ForestSettings settings)
    {
        (_data, _settings) = (data, settings);
        _newSearch = () => new(data, weightedTargets, weights, settings.MinimumExampleCountPerLeaf, settings.EntropyCoefficient);
        _search = _newSearch();
        _random = new(settings.Seed);
        _featureUses = new int[data.Count];
    }

    /// <summary>A tree for the given rows (reordered here) and features, or null when not even the root can be cut.</summary>
    public GrownTree Grow(int[] rows, bool[] activeFeatures)
    {
        int maximumLeaves = _settings.NumberOfLeaves;
        var leaves = new List<Leaf>(maximumLeaves) { new(0, rows.Length, ~0, FindSplit(rows, activeFeatures)) };
        if (double.IsNegativeInfinity(leaves[0].Split.Gain)) return null;

        int[] left = new int[maximumLeaves - 1], right = new int[maximumLeaves - 1], features = new int[maximumLeaves - 1];
        float[] thresholds = new float[maximumLeaves - 1];
        double[] gains = new double[maximumLeaves - 1], outputs = new double[maximumLeaves];
        int nodes = 0;
        // The root is cut even without a gain: a tree has at least one split.
        for (int cut = 0; cut >= 0 && nodes < maximumLeaves - 1; cut = MostGainful(leaves))
        {
            var (start, count, parent, split) = leaves[cut];
            int leftCount = Partition(rows.AsSpan(start, count), _data.Bins(split.Feature), split.Bin);
            Debug.Assert(leftCount > 0 && leftCount < count);
            _featureUses[split.Feature]++;

            int fresh = leaves.Count;
            if (parent >= 0) (left[parent] == ~cut ? left : right)[parent] = nodes;
            (left[nodes], right[nodes], features[nodes]) = (~cut, ~fresh, _data.ColumnOf(split.Feature));
            (thresholds[nodes], gains[nodes]) = (_data.ThresholdOf(split.Feature, split.Bin), split.Gain);
            (outputs[cut], outputs[fresh]) = (split.LeftOutput, split.RightOutput);
            leaves[cut] = new(start, leftCount, nodes, LeafSplit.None);
            leaves.Add(new(start + leftCount, count - leftCount, nodes, LeafSplit.None));
            nodes++;

            if (nodes == maximumLeaves - 1) break;
            // The smaller part first: the order of the draws is part of what a seed means.
            (int first, int second) = leaves[cut].Count < leaves[fresh].Count ? (cut, fresh) : (fresh, cut);
            foreach (int leaf in (ReadOnlySpan<int>)[first, second])
                leaves[leaf] = leaves[leaf] with { Split = FindSplit(rows.AsSpan(leaves[leaf].Start, leaves[leaf].Count), activeFeatures) };
        }
        return new(left[..nodes], right[..nodes], features[..nodes], thresholds[..nodes], gains[..nodes], outputs[..leaves.Count]);
    }

    private static int MostGainful(List<Leaf> leaves)
    {
        int best = 0;
        for (int leaf = 1; leaf < leaves.Count; leaf++)
            if (leaves[leaf].Split.Gain > leaves[best].Split.Gain) best = leaf;
        return leaves[best].Split.Gain > 0 ? best : -1;
    }

    private LeafSplit FindSplit(ReadOnlySpan<int> rows, bool[] activeFeatures)
    {
        if (rows.Length < 2 * _settings.MinimumExampleCountPerLeaf) return LeafSplit.None;
        var splits = new LeafSplit[_data.Count];
        if ((long)rows.Length * _data.Count < ParallelWork || _settings.NumberOfThreads == 1)
        {
            for (int feature = 0; feature < splits.Length; feature++) splits[feature] = SplitBy(feature, rows, _search);
        }
        else
        {
            int[] copy = rows.ToArray();
            var options = new ParallelOptions { MaxDegreeOfParallelism = _settings.NumberOfThreads ?? -1 };
            Parallel.For(0, splits.Length, options, _newSearch, (feature, _, search) =>
            {
                splits[feature] = SplitBy(feature, copy, search);
                return search;
            }, _ => { });
        }
        return Choose(splits);

        LeafSplit SplitBy(int feature, ReadOnlySpan<int> leafRows, SplitSearch search) =>
            activeFeatures[feature] ? search.Find(feature, leafRows, UsePenalty(feature)) : LeafSplit.None;
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
    private static int Partition(Span<int> rows, ushort[] bins, int bin)
    {
        int[] behind = new int[rows.Length];
        int front = 0, back = 0;
        foreach (int row in rows)
        {
            if (bins[row] <= bin) rows[front++] = row;
            else behind[back++] = row;
        }
        behind.AsSpan(0, back).CopyTo(rows[front..]);
        return front;
    }

    /// <summary>rows[Start..Start + Count] and the node above (~0 for the root).</summary>
    private readonly record struct Leaf(int Start, int Count, int Parent, LeafSplit Split);
}
