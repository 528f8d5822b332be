namespace Microsoft.ML.Training;

/// <summary>
/// (Σ weight·log(1 + exp(−y·score)) + l2/2·|w|²) / Σ weight, where score = bias + w·x, y = ±1 and the point is [bias, w...]; the bias is not penalised.
/// </summary>
internal sealed class LogisticLoss
{
    private readonly TrainingSet _rows;
    private readonly double _l2;
    private readonly double _weightSum;

    public LogisticLoss(TrainingSet rows, double l2)
    {
        (_rows, _l2) = (rows, l2);
        for (int row = 0; row < rows.Rows; row++) _weightSum += rows.WeightOf(row);
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var weights = point[1..];
        var slopes = gradient[1..];
        gradient.Clear();
        double loss = 0;
        for (int row = 0; row < _rows.Rows; row++)
        {
            var features = _rows.Row(row);
            double score = point[0];
            for (int i = 0; i < features.Length; i++) score += weights[i] * features[i];

            bool positive = _rows.Labels[row];
            double weight = _rows.WeightOf(row), margin = positive ? score : -score;
            loss += weight * (margin > 0 ? double.LogP1(Math.Exp(-margin)) : double.LogP1(Math.Exp(margin)) - margin);
            double slope = weight * (positive ? -Sigmoid(-score) : Sigmoid(score));
            gradient[0] += slope;
            for (int i = 0; i < features.Length; i++) slopes[i] += slope * features[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            loss += _l2 / 2 * weights[i] * weights[i];
            slopes[i] += _l2 * weights[i];
        }
        foreach (ref double component in gradient) component /= _weightSum;
        return loss / _weightSum;
    }

    /// <summary>1 / (1 + exp(−x)) without overflow.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
