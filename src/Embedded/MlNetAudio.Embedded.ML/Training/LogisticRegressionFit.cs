namespace Microsoft.ML.Training;

/// <summary>How strongly a logistic regression is held back and how closely its optimum is approached.</summary>
internal sealed record LogisticRegressionSettings(
    double L1, double L2, double Tolerance, int HistorySize, int MaximumIterations, bool EnforceNonNegativity);

/// <summary>The loss summed over the weighted rows + l2/2·|w|² + l1·|w|₁ at its minimum; biases are free.</summary>
internal static class LogisticRegressionFit
{
    /// <summary>Two classes: [bias, w...], begun at <paramref name="start"/> of the same form, or at zero when that is null.</summary>
    public static double[] Fit(TrainingSet rows, LogisticRegressionSettings settings, double[] start = null) =>
        Fit(new LogisticLoss(rows, settings.L2).Evaluate, rows.Rows, biases: 1, weights: rows.Columns, settings, start);

    /// <summary>Several classes: [biases by class, weights by class and feature].</summary>
    public static double[] Fit(ClassTrainingSet rows, LogisticRegressionSettings settings, double[] start = null) =>
        Fit(new SoftmaxLoss(rows, settings.L2).Evaluate, rows.Rows, rows.ClassCount, rows.ClassCount * rows.Columns, settings, start);

    private static double[] Fit(SmoothFunction loss, int rows, int biases, int weights, LogisticRegressionSettings settings, double[] start)
    {
        double[] penalties = new double[biases + weights];
        bool[] nonNegative = new bool[penalties.Length];
        // The loss is divided by the weights' sum but L1 by the row count: with example weights Microsoft.ML trains just this objective.
        Array.Fill(penalties, settings.L1 / rows, biases, weights);
        Array.Fill(nonNegative, settings.EnforceNonNegativity, biases, weights);

        var optimizer = new OrthantwiseQuasiNewton(settings.HistorySize, settings.MaximumIterations, settings.Tolerance);
        return optimizer.Minimize(loss, start ?? new double[penalties.Length], penalties, nonNegative);
    }
}
