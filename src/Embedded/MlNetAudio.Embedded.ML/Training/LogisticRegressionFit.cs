namespace Microsoft.ML.Training;

/// <summary>How strongly a logistic regression is held back and how closely its optimum is approached.</summary>
internal sealed record LogisticRegressionSettings(
    double L1, double L2, double Tolerance, int HistorySize, int MaximumIterations, bool EnforceNonNegativity);

/// <summary>Σ weight·log(1 + exp(−y·score)) + l2/2·|w|² + l1·|w|₁ at its minimum; the bias is free.</summary>
internal static class LogisticRegressionFit
{
    /// <summary>[bias, w...] for the rows, begun at <paramref name="start"/> of the same form, or at zero when that is null.</summary>
    public static double[] Fit(TrainingSet rows, LogisticRegressionSettings settings, double[] start = null)
    {
        double[] penalties = new double[1 + rows.Columns];
        bool[] nonNegative = new bool[penalties.Length];
        // The loss is divided by the weights' sum but L1 by the row count: with example weights Microsoft.ML trains just this objective.
        Array.Fill(penalties, settings.L1 / rows.Rows, 1, rows.Columns);
        Array.Fill(nonNegative, settings.EnforceNonNegativity, 1, rows.Columns);

        var optimizer = new OrthantwiseQuasiNewton(settings.HistorySize, settings.MaximumIterations, settings.Tolerance);
        return optimizer.Minimize(new LogisticLoss(rows, settings.L2).Evaluate, start ?? new double[penalties.Length], penalties, nonNegative);
    }
}
