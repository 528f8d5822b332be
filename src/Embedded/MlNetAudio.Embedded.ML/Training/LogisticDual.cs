namespace Microsoft.ML.Training;

/// <summary>The dual of log(1 + exp(−margin)) for one row: its variable β lies in 0..1 and adds its entropy to the dual objective.</summary>
internal static class LogisticDual
{
    /// <summary>−β·ln β − (1 − β)·ln(1 − β).</summary>
    public static double Value(double dual)
    {
        double beta = Math.Clamp(dual, 0, 1);
        return Entropy(beta) + Entropy(1 - beta);

        static double Entropy(double share) => share > 0 ? -share * Math.Log(share) : 0;
    }

    /// <summary>The change of β that maximises Value(β) − margin·β − curvature/2·change², the dual objective along this row.</summary>
    /// <param name="curvature">|x|²/(λ·rows).</param>
    /// <remarks>With β = sigmoid(t) the stationary point solves t + margin + curvature·(sigmoid(t) − old) = 0, which rises with a slope of at least 1: Newton, bracketed.</remarks>
    public static double Update(double margin, double dual, double curvature)
    {
        double low = -margin - curvature * (1 - dual), high = -margin + curvature * dual;
        double t = Math.Clamp(-margin, low, high);
        for (int iteration = 0; iteration < 30; iteration++)
        {
            double beta = LogisticLoss.Sigmoid(t), value = t + margin + curvature * (beta - dual);
            if (value > 0) high = t;
            else low = t;
            double next = t - value / (1 + curvature * beta * (1 - beta));
            if (!(next >= low && next <= high)) next = (low + high) / 2;
            if (Math.Abs(next - t) <= 1e-12 * Math.Max(1, Math.Abs(t))) break;
            t = next;
        }
        return LogisticLoss.Sigmoid(t) - dual;
    }
}
