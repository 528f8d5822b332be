namespace Microsoft.ML.Training;

/// <summary>The dual of the softmax loss for one row: a distribution β over the classes, which adds its entropy to the dual objective.</summary>
internal static class SoftmaxDual
{
    private const double Tolerance = 1e-12;

    /// <summary>−Σ βₖ·ln βₖ.</summary>
    public static double Entropy(ReadOnlySpan<double> shares)
    {
        double sum = 0;
        foreach (double share in shares)
            if (share > 0) sum -= share * Math.Log(share);
        return sum;
    }

    /// <summary>
    /// Replaces the row's distribution by the one that maximises Entropy(β) + β·scores − curvature/2·|β − old|², the dual objective along this row.
    /// </summary>
    /// <param name="curvature">|x|²/(λ·rows).</param>
    /// <remarks>
    /// At the maximum ln βₖ + curvature·βₖ = scoresₖ + curvature·oldₖ − ν for one ν, at which the shares sum to 1. Their sum falls and is convex in ν, so Newton
    /// from below comes up without overshooting; each share is Newton's too.
    /// </remarks>
    public static void Update(ReadOnlySpan<double> scores, Span<double> shares, double curvature)
    {
        Span<double> goals = stackalloc double[Math.Min(shares.Length, 64)];
        if (shares.Length > goals.Length) goals = new double[shares.Length];
        double highest = double.NegativeInfinity;
        for (int k = 0; k < shares.Length; k++)
        {
            goals[k] = scores[k] + curvature * shares[k];
            highest = Math.Max(highest, goals[k]);
        }
        // At this ν the share of the highest goal alone is 1, so the sum is at least 1: the root lies above.
        double level = highest - curvature;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            double sum = 0, slope = 0;
            for (int k = 0; k < shares.Length; k++)
            {
                shares[k] = Share(goals[k] - level, curvature);
                sum += shares[k];
                slope += shares[k] / (1 + curvature * shares[k]);
            }
            if (Math.Abs(sum - 1) <= Tolerance) break;
            level += (sum - 1) / slope;
        }
    }

    /// <summary>The root β of ln β + curvature·β = goal.</summary>
    private static double Share(double goal, double curvature)
    {
        // With β = exp(t): t + curvature·exp(t) = goal, convex and rising; Newton falls onto the root from a start at or above it.
        double t = goal > 0 ? Math.Min(goal, Math.Max(0, Math.Log(goal / curvature))) : goal;
        for (int iteration = 0; iteration < 50; iteration++)
        {
            double e = curvature * Math.Exp(t), step = (t + e - goal) / (1 + e);
            t -= step;
            if (Math.Abs(step) <= Tolerance * Math.Max(1, Math.Abs(t))) break;
        }
        return Math.Exp(t);
    }
}
