namespace Microsoft.ML.Training;

/// <summary>
/// Finds for one feature the threshold with the largest fall of the squared error, sum²/weight on either side, from the histogram of the leaf's rows.
/// </summary>
/// <param name="targets">Target times weight [rows].</param>
/// <param name="weights">[rows], or null when all are 1.</param>
internal sealed class SplitSearch(BinnedFeatures data, double[] targets, double[] weights, int minimumCount, double entropyCoefficient)
{
    /// <summary>Keeps a side whose rows all weigh nothing finite.</summary>
    private const double LeastWeight = 1e-10;

    /// <summary>Microsoft.ML's unit of the entropy coefficient.</summary>
    private const double EntropyUnit = 1e-6;

    private double[] _sums = [], _weightSums = [];
    private int[] _counts = [];

    /// <param name="rows">Rows of the leaf.</param>
    /// <param name="penalty">Subtracted from the gain.</param>
    public LeafSplit Find(int feature, ReadOnlySpan<int> rows, double penalty)
    {
        int bins = data.BinCount(feature);
        double totalSum = 0, totalWeight = weights is null ? rows.Length : 2 * LeastWeight;
        FillHistogram(data.Bins(feature), bins, rows);
        for (int bin = 0; bin < bins; bin++)
        {
            totalSum += _sums[bin];
            if (weights is not null) totalWeight += _weightSums[bin];
        }

        double bestGain = double.NegativeInfinity, bestSum = 0, bestWeight = 0;
        int bestBin = -1, count = 0;
        double sum = 0, weight = weights is null ? 0 : LeastWeight;
        for (int bin = bins - 2; bin >= 0; bin--)
        {
            // What lies right of the threshold is summed from the top, so that among equals the highest threshold wins.
            sum += _sums[bin + 1];
            count += _counts[bin + 1];
            weight += weights is null ? _counts[bin + 1] : _weightSums[bin + 1];
            if (count < minimumCount) continue;
            int rest = rows.Length - count;
            if (rest < minimumCount) break;
            // An empty side is no split, even where a minimum of 0 allows it.
            if (count == 0 || rest == 0) continue;

            double gain = sum * sum / weight + (totalSum - sum) * (totalSum - sum) / (totalWeight - weight);
            if (entropyCoefficient > 0)
                gain += entropyCoefficient * EntropyUnit * (rows.Length * Math.Log(rows.Length) - rest * Math.Log(rest) - count * Math.Log(count));
            if (gain > bestGain) (bestGain, bestBin, bestSum, bestWeight) = (gain, bin, sum, weight);
        }
        return bestBin < 0
            ? LeafSplit.None
            : new(bestGain - totalSum * totalSum / totalWeight - penalty, feature, bestBin, (totalSum - bestSum) / (totalWeight - bestWeight), bestSum / bestWeight);
    }

    private void FillHistogram(ushort[] rowBins, int bins, ReadOnlySpan<int> rows)
    {
        if (_counts.Length < bins) (_sums, _weightSums, _counts) = (new double[bins], new double[bins], new int[bins]);
        Array.Clear(_sums, 0, bins);
        Array.Clear(_counts, 0, bins);
        Array.Clear(_weightSums, 0, bins);
        foreach (int row in rows)
        {
            int bin = rowBins[row];
            _sums[bin] += targets[row];
            _counts[bin]++;
            if (weights is not null) _weightSums[bin] += weights[row];
        }
    }
}
