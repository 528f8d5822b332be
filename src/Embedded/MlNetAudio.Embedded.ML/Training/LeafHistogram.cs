using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Training;

/// <summary>What the rows of a leaf sum up to in each bin of each feature: target (times weight), count, and weight where rows have one.</summary>
/// <remarks>
/// The histogram of a leaf is that of its parent less that of its sibling, so only the smaller of two new leaves has its rows counted.
/// G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NIPS 2017, section 2.
/// </remarks>
internal sealed class LeafHistogram(BinnedFeatures data, bool weighted)
{
    /// <summary>[bin][sum of targets, count]: side by side, so that a row costs one addition of two numbers.</summary>
    private readonly double[] _cells = new double[2 * data.FirstBins[^1]];

    private readonly double[] _weights = weighted ? new double[data.FirstBins[^1]] : null;

    /// <summary>[bin][sum of targets, count] of one feature.</summary>
    public ReadOnlySpan<double> Cells(int feature) => _cells.AsSpan(2 * data.FirstBins[feature], 2 * data.BinCount(feature));

    /// <summary>[bin] of one feature; empty when rows have no weights.</summary>
    public ReadOnlySpan<double> Weights(int feature) => weighted ? _weights.AsSpan(data.FirstBins[feature], data.BinCount(feature)) : default;

    /// <param name="rows">The rows of the leaf.</param>
    /// <param name="targets">Target times weight [rows of the leaf].</param>
    /// <param name="weights">[rows of the leaf], or empty when all are 1.</param>
    public unsafe void Fill(int feature, ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        Span<double> cells = _cells.AsSpan(2 * data.FirstBins[feature], 2 * data.BinCount(feature));
        cells.Clear();
        // Bins and rows are this class's own, made once within bounds; the checks would cost as much as the additions.
        fixed (ushort* bins = data.Bins(feature))
        fixed (double* cell = cells)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                double* target = cell + 2 * bins[rows[i]];
                (Vector128.Load(target) + Vector128.Create(targets[i], 1)).Store(target);
            }
        }
        if (!weighted) return;
        Span<double> sums = _weights.AsSpan(data.FirstBins[feature], data.BinCount(feature));
        sums.Clear();
        ushort[] rowBins = data.Bins(feature);
        for (int i = 0; i < rows.Length; i++) sums[rowBins[rows[i]]] += weights[i];
    }

    /// <summary>this −= part, for one feature.</summary>
    public void Subtract(LeafHistogram part, int feature)
    {
        Subtract(_cells.AsSpan(2 * data.FirstBins[feature], 2 * data.BinCount(feature)), part.Cells(feature));
        if (weighted) Subtract(_weights.AsSpan(data.FirstBins[feature], data.BinCount(feature)), part.Weights(feature));
    }

    private static void Subtract(Span<double> whole, ReadOnlySpan<double> part)
    {
        int i = 0;
        for (; i <= whole.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(whole[i..]) - new Vector<double>(part[i..])).CopyTo(whole[i..]);
        for (; i < whole.Length; i++) whole[i] -= part[i];
    }
}
