namespace MlNetAudio.Evaluation;

/// <summary>The receiver operating characteristic: true against false positive rate over every threshold.</summary>
public static class RocCurve
{
    /// <summary>scores [rows], labels [rows] → the curve from (0, 0, +∞) to (1, 1): one point per distinct score, highest score first.</summary>
    /// <remarks>Rows of one score move together, so a tie between the classes is a slanted piece and the trapezoids under the curve sum to <see cref="Area"/>.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one class is missing.</exception>
    public static IReadOnlyList<RocPoint> Compute(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, negatives) = Labelled.Check(scores, labels);
        float[] sorted = scores.ToArray();
        bool[] positive = labels.ToArray();
        Array.Sort(sorted, positive);

        var points = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        int truePositives = 0, falsePositives = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            if (positive[i]) truePositives++; else falsePositives++;
            if (i == 0 || sorted[i - 1] != sorted[i]) points.Add(new((double)falsePositives / negatives, (double)truePositives / positives, sorted[i]));
        }
        return points;
    }

    /// <summary>AUC = P(score of a positive &gt; score of a negative) + ½ P(equal): the Mann-Whitney statistic, exact for ties, in 0..1.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one class is missing.</exception>
    public static double Area(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, negatives) = Labelled.Check(scores, labels);
        double[] ranks = MidRanks.Of(scores);
        double rankSum = 0;
        for (int row = 0; row < ranks.Length; row++)
            if (labels[row]) rankSum += ranks[row];
        return (rankSum - positives * (positives + 1.0) / 2) / ((double)positives * negatives);
    }

    /// <summary>The mean true positive rate of several curves at every false positive rate; the area under it is the mean of their areas.</summary>
    /// <remarks>Used for more than two classes: the macro average of the one-vs-rest curves. Its points carry no threshold (NaN).</remarks>
    /// <exception cref="ArgumentException">There is no curve.</exception>
    public static IReadOnlyList<RocPoint> MacroAverage(IReadOnlyList<IReadOnlyList<RocPoint>> curves)
    {
        if (curves.Count == 0) throw new ArgumentException("The average of no curve is not defined; pass at least one.");
        double[] rates = [.. curves.SelectMany(curve => curve).Select(point => point.FalsePositiveRate).Distinct().Order()];
        double[] before = new double[rates.Length], after = new double[rates.Length];
        foreach (var curve in curves) AddLimits(curve, rates, before, after);

        var points = new List<RocPoint>();
        for (int i = 0; i < rates.Length; i++)
        {
            points.Add(new(rates[i], before[i] / curves.Count, double.NaN));
            if (after[i] != before[i]) points.Add(new(rates[i], after[i] / curves.Count, double.NaN));
        }
        return points;
    }

    /// <summary>Adds the curve's height just before and just after every rate: a vertical piece has two heights at its rate, elsewhere they are one.</summary>
    private static void AddLimits(IReadOnlyList<RocPoint> curve, double[] rates, double[] before, double[] after)
    {
        int next = 0;
        for (int i = 0; i < rates.Length; i++)
        {
            while (curve[next].FalsePositiveRate < rates[i]) next++;
            int last = next;
            while (last + 1 < curve.Count && curve[last + 1].FalsePositiveRate == rates[i]) last++;
            if (curve[next].FalsePositiveRate == rates[i])
            {
                before[i] += curve[next].TruePositiveRate;
                after[i] += curve[last].TruePositiveRate;
                continue;
            }
            var (left, right) = (curve[next - 1], curve[next]);
            double share = (rates[i] - left.FalsePositiveRate) / (right.FalsePositiveRate - left.FalsePositiveRate);
            double height = left.TruePositiveRate + share * (right.TruePositiveRate - left.TruePositiveRate);
            before[i] += height;
            after[i] += height;
        }
    }
}
