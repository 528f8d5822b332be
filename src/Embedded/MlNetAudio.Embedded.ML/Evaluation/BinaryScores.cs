namespace Microsoft.ML.Data;

/// <summary>Finite scores with their labels, in the order of the rows; a score above 0 means positive.</summary>
/// <param name="Probabilities">[rows] or null; NaN where a row has none.</param>
internal sealed record BinaryScores(bool[] Labels, float[] Scores, float[] Probabilities)
{
    public int Positives { get; } = Labels.Count(label => label);

    public int Negatives => Labels.Length - Positives;

    /// <summary>P(score of a positive &gt; score of a negative), ties counted half.</summary>
    public double AreaUnderRocCurve()
    {
        int[] order = [.. Enumerable.Range(0, Scores.Length).OrderBy(row => Scores[row])];
        double won = 0;
        long negativesBelow = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            long positives = 0, negatives = 0;
            for (end = start; end < order.Length && Scores[order[end]] == Scores[order[start]]; end++)
            {
                if (Labels[order[end]]) positives++;
                else negatives++;
            }
            won += positives * (negativesBelow + negatives / 2.0);
            negativesBelow += negatives;
        }
        return won / ((double)Positives * Negatives);
    }

    /// <summary>
    /// Area under precision over recall by the lower trapezoid rule; rows of equal score are taken one by one in their order.
    /// </summary>
    /// <remarks>K. Boyd, K. Eng and C. Page, "Area under the precision-recall curve: point estimates and confidence intervals", 2013.</remarks>
    public double AreaUnderPrecisionRecallCurve()
    {
        double area = 0, precision = 1;
        int truePositives = 0, seen = 0;
        foreach (int row in Enumerable.Range(0, Scores.Length).OrderByDescending(row => Scores[row]))
        {
            seen++;
            double before = precision;
            if (Labels[row]) truePositives++;
            precision = (double)truePositives / seen;
            if (Labels[row]) area += (before + precision) / 2 / Positives;
        }
        return area;
    }

    /// <summary>Counts by actual class (rows) and predicted class (columns), positive first.</summary>
    public (double TruePositives, double FalseNegatives, double FalsePositives, double TrueNegatives) Confusion()
    {
        int truePositives = 0, falsePositives = 0;
        for (int row = 0; row < Scores.Length; row++)
        {
            if (Scores[row] <= 0) continue;
            if (Labels[row]) truePositives++;
            else falsePositives++;
        }
        return (truePositives, Positives - truePositives, falsePositives, Negatives - falsePositives);
    }

    /// <summary>Mean −log₂ of the probability given to the true class; NaN when a row has no probability.</summary>
    public double LogLoss()
    {
        double sum = 0;
        for (int row = 0; row < Labels.Length; row++) sum -= Math.Log2(Labels[row] ? Probabilities[row] : 1.0 - Probabilities[row]);
        return Labels.Length == 0 ? 0 : sum / Labels.Length;
    }

    /// <summary>Entropy of the labels in bits: the log loss of always answering their share.</summary>
    public double Entropy()
    {
        double positive = (double)Positives / Labels.Length;
        return positive is 0 or 1 ? 0 : -positive * Math.Log2(positive) - (1 - positive) * Math.Log2(1 - positive);
    }
}
