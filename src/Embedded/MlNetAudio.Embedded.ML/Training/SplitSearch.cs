namespace Microsoft.ML.Training;

/// <summary>Finds for one feature the threshold with the largest fall of the squared error, sum²/weight on either side, from the histogram of a leaf.</summary>
internal sealed class SplitSearch(int minimumCount, double entropyCoefficient)
{
    /// <summary>Keeps a side whose rows all weigh nothing finite.</summary>
    private const double LeastWeight = 1e-10;

    /// <summary>Microsoft.ML's unit of the entropy coefficient.</summary>
    private const double EntropyUnit = 1e-6;

    /// <param name="rows">Number of rows in the leaf.</param>
    /// <param name="penalty">Subtracted from the gain.</param>
    public LeafSplit Find(LeafHistogram histogram, int feature, int rows, double penalty)
    {
        var cells = histogram.Cells(feature);
        var weights = histogram.Weights(feature);
        bool weighted = !weights.IsEmpty;
        double totalSum = 0, totalWeight = weighted ? 2 * LeastWeight : rows;
        for (int bin = 0; bin < cells.Length / 2; bin++) totalSum += cells[2 * bin];
        foreach (double binWeight in weights) totalWeight += binWeight;

        double bestGain = double.NegativeInfinity, bestSum = 0, bestWeight = 0, least = Math.Max(1, minimumCount);
        int bestBin = -1;
        double sum = 0, weight = weighted ? LeastWeight : 0, count = 0;
        for (int bin = cells.Length / 2 - 1; bin > 0; bin--)
        {
            // What lies right of the threshold is summed from the top, so that among equals the highest threshold wins.
            double added = cells[2 * bin + 1];
            if (added == 0) continue;
            sum += cells[2 * bin];
            count += added;
            weight += weighted ? weights[bin] : added;
            if (count < least) continue;
            double rest = rows - count;
            if (rest < least) break;

            double gain = sum * sum / weight + (totalSum - sum) * (totalSum - sum) / (totalWeight - weight);
            if (entropyCoefficient > 0)
                gain += entropyCoefficient * EntropyUnit * (rows * Math.Log(rows) - rest * Math.Log(rest) - count * Math.Log(count));
            if (gain > bestGain) (bestGain, bestBin, bestSum, bestWeight) = (gain, bin - 1, sum, weight);
        }
        return bestBin < 0
            ? LeafSplit.None
            : new(bestGain - totalSum * totalSum / totalWeight - penalty, feature, bestBin, (totalSum - bestSum) / (totalWeight - bestWeight), bestSum / bestWeight);
    }
}
