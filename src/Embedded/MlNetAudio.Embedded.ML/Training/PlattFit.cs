namespace Microsoft.ML.Training;

/// <summary>The sigmoid 1 / (1 + exp(slope·score + offset)) that explains the labels best.</summary>
/// <remarks>
/// J. Platt, "Probabilistic outputs for support vector machines", 1999: the targets are not 1 and 0 but (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2),
/// N the weight of each class, so that separable scores have a finite answer. Solved by Newton's method with halved steps.
/// </remarks>
internal static class PlattFit
{
    private const int MaximumIterations = 200;

    /// <summary>Slope and offset for scores [rows]; (0, 0) when there are no rows.</summary>
    public static (double Slope, double Offset) Fit(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights)
    {
        if (scores.IsEmpty) return (0, 0);
        double positives = 0, negatives = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (labels[i]) positives += weight;
            else negatives += weight;
        }
        double high = (positives + 1) / (positives + 2), low = 1 / (negatives + 2);

        // Solved for standardised scores: raw ones may be of any magnitude, which would spoil the 2x2 system.
        var (center, spread) = CenterAndSpread(scores);
        double a = 0, b = Math.Log((negatives + 1) / (positives + 1));
        double loss = Loss(scores, labels, weights, center, spread, a, b, high, low);
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double gradientA = 0, gradientB = 0, aa = 0, ab = 0, bb = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                double x = (scores[i] - center) / spread, weight = weights.IsEmpty ? 1 : weights[i];
                double probability = LogisticLoss.Sigmoid(-(a * x + b)), curvature = weight * probability * (1 - probability);
                double residual = weight * ((labels[i] ? high : low) - probability);
                gradientA += residual * x;
                gradientB += residual;
                aa += curvature * x * x;
                ab += curvature * x;
                bb += curvature;
            }
            if (Math.Max(Math.Abs(gradientA), Math.Abs(gradientB)) <= 1e-12 * scores.Length) break;

            double damping = 1e-12 * (aa + bb), determinant = (aa + damping) * (bb + damping) - ab * ab;
            double stepA = ((bb + damping) * gradientA - ab * gradientB) / determinant, stepB = ((aa + damping) * gradientB - ab * gradientA) / determinant;
            double size = 1, nextLoss = Loss(scores, labels, weights, center, spread, a - stepA, b - stepB, high, low);
            while (!(nextLoss <= loss) && size > 1e-10)
            {
                size /= 2;
                nextLoss = Loss(scores, labels, weights, center, spread, a - size * stepA, b - size * stepB, high, low);
            }
            if (!(nextLoss <= loss)) break;
            (a, b) = (a - size * stepA, b - size * stepB);
            if (loss - nextLoss <= 1e-15 * Math.Abs(loss) && iteration > 0) break;
            loss = nextLoss;
        }
        return (a / spread, b - a * center / spread);
    }

    private static (double Center, double Spread) CenterAndSpread(ReadOnlySpan<float> scores)
    {
        double sum = 0, squares = 0;
        foreach (float score in scores) sum += score;
        double center = sum / scores.Length;
        foreach (float score in scores) squares += (score - center) * (score - center);
        double spread = Math.Sqrt(squares / scores.Length);
        return (center, spread > 0 ? spread : 1);
    }

    private static double Loss(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights, double center, double spread, double a, double b, double high, double low)
    {
        double loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double z = a * (scores[i] - center) / spread + b, target = labels[i] ? high : low;
            // −t·log p − (1 − t)·log(1 − p) for p = 1/(1 + exp z).
            double softplus = Math.Max(z, 0) + double.LogP1(Math.Exp(-Math.Abs(z)));
            loss += (weights.IsEmpty ? 1 : weights[i]) * (softplus - (1 - target) * z);
        }
        return loss;
    }
}
