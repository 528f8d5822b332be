namespace MlNetAudio.Evaluation;

/// <summary>An AUC with what every row adds to its error: Var(AUC) = Σ influence², Cov(AUC₁, AUC₂) = Σ influence₁ · influence₂ on the same rows.</summary>
/// <remarks>
/// DeLong's structural components in one list: a positive's is the share of negatives it outscores (ties one half), a negative's the share of positives above it, each
/// centred and divided by √(m (m − 1)) of its class. Found by midranks instead of all pairs, O(n log n): Sun and Xu 2014.
/// </remarks>
/// <param name="Influence">[rows]; all 0 when a class has a single row, whose variance cannot be estimated.</param>
/// <param name="Positives">Rows of the (smallest) positive class.</param>
/// <param name="Negatives">All other rows.</param>
internal sealed record AreaEstimate(double Area, double[] Influence, int Positives, int Negatives)
{
    /// <summary>Below this a variance is rounding: the smallest true one is near 1 / (4 n⁴) = 2e-21 at 100,000 rows a class, the rounding near 1e-32.</summary>
    private const double Rounding = 1e-26;

    public static AreaEstimate Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, negatives) = Labelled.Check(scores, labels);
        double[] components = Components(scores, labels, positives, negatives);
        double area = 0;
        for (int row = 0; row < components.Length; row++)
            if (labels[row]) area += components[row] / positives;

        double[] influence = new double[components.Length];
        if (positives > 1 && negatives > 1)
            for (int row = 0; row < influence.Length; row++)
            {
                double rows = labels[row] ? positives : negatives;
                influence[row] = (components[row] - area) / Math.Sqrt(rows * (rows - 1));
            }
        return new(Math.Clamp(area, 0, 1), influence, positives, negatives);
    }

    /// <summary>The mean AUC of several one-vs-rest problems on the same rows.</summary>
    public static AreaEstimate MacroAverage(IReadOnlyList<AreaEstimate> classes)
    {
        var smallest = classes.MinBy(estimate => estimate.Positives)!;
        double[] influence = new double[smallest.Influence.Length];
        if (smallest.Positives > 1)
            foreach (var estimate in classes)
                for (int row = 0; row < influence.Length; row++) influence[row] += estimate.Influence[row] / classes.Count;
        return new(classes.Average(estimate => estimate.Area), influence, smallest.Positives, smallest.Negatives);
    }

    /// <summary>0 where the rows cannot show any: a class of one row, perfect separation, or constant scores.</summary>
    public double Variance => SumOfSquares(Influence);

    /// <summary>Variance of this area minus the other's on the same rows; 0 where the rows cannot show any.</summary>
    public double VarianceOfDifference(AreaEstimate other) => SumOfSquares(Influence.Zip(other.Influence, (a, b) => a - b));

    private static double SumOfSquares(IEnumerable<double> values)
    {
        double sum = values.Sum(value => value * value);
        return sum > Rounding ? sum : 0;
    }

    private static double[] Components(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, int positives, int negatives)
    {
        float[] positiveScores = new float[positives], negativeScores = new float[negatives];
        for (int row = 0, p = 0, n = 0; row < scores.Length; row++)
            if (labels[row]) positiveScores[p++] = scores[row];
            else negativeScores[n++] = scores[row];

        double[] all = MidRanks.Of(scores), amongPositives = MidRanks.Of(positiveScores), amongNegatives = MidRanks.Of(negativeScores);
        double[] components = new double[scores.Length];
        for (int row = 0, p = 0, n = 0; row < scores.Length; row++)
            components[row] = labels[row]
                ? (all[row] - amongPositives[p++]) / negatives
                : 1 - (all[row] - amongNegatives[n++]) / positives;
        return components;
    }
}
