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
        double totalSum = 0, totalWeight = weights is null ? rows.Length : 2 * LeastWeight;
        var (lowest, highest) = FillHistogram(data.Bins(feature), data.BinCount(feature), rows);
        for (int bin = lowest; bin <= highest; bin++)
        {
            totalSum += _sums[bin];
            if (weights is not null) totalWeight += _weightSums[bin];
        }

        double bestGain = double.NegativeInfinity, bestSum = 0, bestWeight = 0;
        int bestBin = -1, count = 0;
        double sum = 0, weight = weights is null ? 0 : LeastWeight;
        for (int bin = highest - 1; bin >= lowest; bin--)
        {
            // What lies right of the threshold is summed from the top, so that among equals the highest threshold wins.
            sum += _sums[bin + 1];
            count += _counts[bin + 1];
            weight += weights is null ? _counts[bin + 1] : _weightSums[bin + 1];
            if (count < minimumCount) continue;
            int rest = rows.Length - count;
            if (rest < minimumCount) break;

            double gain = sum * sum / weight + (totalSum - sum) * (totalSum - sum) / (totalWeight - weight);
            if (entropyCoefficient > 0)
                gain += entropyCoefficient * EntropyUnit * (rows.Length * Math.Log(rows.Length) - rest * Math.Log(rest) - count * Math.Log(count));
            if (gain > bestGain) (bestGain, bestBin, bestSum, bestWeight) = (gain, bin, sum, weight);
        }
        ClearHistogram(lowest, highest);
        return bestBin < 0
            ? LeafSplit.None
            : new(bestGain - totalSum * totalSum / totalWeight - penalty, feature, bestBin, (totalSum - bestSum) / (totalWeight - bestWeight), bestSum / bestWeight);
    }

    /// <summary>Adds the rows to the histogram, which is all zero before; returns the lowest and the highest bin that got any.</summary>
    private (int Lowest, int Highest) FillHistogram(ushort[] rowBins, int bins, ReadOnlySpan<int> rows)
    {
        if (_counts.Length < bins) (_sums, _weightSums, _counts) = (new double[bins], new double[bins], new int[bins]);
        int lowest = bins, highest = -1;
        foreach (int row in rows)
        {
            int bin = rowBins[row];
            lowest = Math.Min(lowest, bin);
            highest = Math.Max(highest, bin);
            _sums[bin] += targets[row];
            _counts[bin]++;
            if (weights is not null) _weightSums[bin] += weights[row];
        }
        return (lowest, highest);
    }

    private void ClearHistogram(int lowest, int highest)
    {
        if (highest < lowest) return;
        Array.Clear(_sums, lowest, highest - lowest + 1);
        Array.Clear(_counts, lowest, highest - lowest + 1);
        Array.Clear(_weightSums, lowest, highest - lowest + 1);
    }
}
