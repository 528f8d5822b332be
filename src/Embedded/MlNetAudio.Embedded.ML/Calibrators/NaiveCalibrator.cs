namespace Microsoft.ML.Calibrators;

/// <summary>The share of positive rows among those whose score fell into the same bin; the bins cut the range of the scores into equal parts.</summary>
public sealed class NaiveCalibrator : ICalibrator, ICanSaveModel
{
    internal const int BinCount = 200;

    /// <param name="shares">[bins]</param>
    internal NaiveCalibrator(float lowest, float binSize, float[] shares) => (Lowest, BinSize, Shares) = (lowest, binSize, shares);

    internal float Lowest { get; }

    internal float BinSize { get; }

    internal float[] Shares { get; }

    /// <summary>Scores beyond those seen count as the nearest of them; NaN for a score of NaN.</summary>
    public float PredictProbability(float output) => float.IsNaN(output) ? output : Shares[BinOf(output, Lowest, BinSize, Shares.Length)];

    internal static NaiveCalibrator Fit(CalibrationRows rows)
    {
        float lowest = rows.Scores.Min(), size = (rows.Scores.Max() - lowest) / BinCount;
        int[] positives = new int[BinCount], totals = new int[BinCount];
        for (int row = 0; row < rows.Scores.Length; row++)
        {
            int bin = BinOf(rows.Scores[row], lowest, size, BinCount);
            totals[bin]++;
            if (rows.Labels[row]) positives[bin]++;
        }
        // An empty bin knows nothing: it answers what lies between its neighbours.
        float[] shares = new float[BinCount];
        for (int bin = 0, last = -1; bin < BinCount; bin++)
        {
            if (totals[bin] == 0) continue;
            shares[bin] = (float)positives[bin] / totals[bin];
            for (int gap = last + 1; gap < bin; gap++) shares[gap] = last < 0 ? shares[bin] : shares[last] + (shares[bin] - shares[last]) * (gap - last) / (bin - last);
            last = bin;
        }
        return new(lowest, size, shares);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);

    private static int BinOf(float score, float lowest, float size, int bins) => size > 0 ? (int)Math.Clamp((score - lowest) / (double)size, 0, bins - 1) : 0;
}
