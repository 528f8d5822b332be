namespace Microsoft.ML.Training;

/// <summary>
/// Softmax regression: mean −log softmax(W·x + b)[class] + λ/2·(|W|² + |b|²) + λ₁·|W|₁ at its minimum, found row by row in the dual. Biases are the weights of
/// a feature that is always 1.
/// </summary>
/// <remarks>As <see cref="SdcaFit"/>; a row's whole distribution over the classes is brought to its optimum at once.</remarks>
internal static class SdcaClassesFit
{
    /// <summary>[biases by class, weights by class and feature], and the passes it took.</summary>
    public static (double[] Point, int Passes) Fit(ClassTrainingSet rows, SdcaSettings settings)
    {
        int classes = rows.ClassCount, features = rows.Columns;
        double l2 = settings.L2For(rows.Rows), scale = 1 / (l2 * rows.Rows), threshold = settings.ThresholdFor(features);
        // The dual starts where every distribution is that of the labels: W = 0, and the dual objective 0.
        double[] shares = new double[rows.Rows * classes], sums = new double[classes * (1 + features)], point = threshold > 0 ? new double[sums.Length] : sums;
        double[] norms = new double[rows.Rows], scores = new double[classes], before = new double[classes];
        for (int row = 0; row < rows.Rows; row++)
        {
            shares[row * classes + rows.Classes[row]] = 1;
            norms[row] = 1;
            foreach (float x in rows.Row(row)) norms[row] += (double)x * x;
        }

        int pass = 0;
        foreach (int[] order in settings.Orders(rows.Rows))
        {
            foreach (int row in order)
            {
                var x = rows.Row(row);
                double weight = rows.WeightOf(row);
                Span<double> own = shares.AsSpan(row * classes, classes);
                Scores(point, x, scores);
                own.CopyTo(before);
                SoftmaxDual.Update(scores, own, norms[row] * weight * scale);
                for (int k = 0; k < classes; k++)
                {
                    double step = (before[k] - own[k]) * weight * scale;
                    sums[k] += step;
                    var target = sums.AsSpan(classes + k * features, features);
                    for (int i = 0; i < x.Length; i++) target[i] += step * x[i];
                }
                if (threshold > 0) Shrink(sums, classes, threshold, point);
            }
            pass++;
            if (settings.ChecksAfter(pass - 1) && IsConverged()) break;
        }
        return (point, pass);

        bool IsConverged()
        {
            double primal = 0, dual = 0;
            for (int row = 0; row < rows.Rows; row++)
            {
                Scores(point, rows.Row(row), scores);
                double highest = scores.Max(), sum = 0;
                foreach (double score in scores) sum += Math.Exp(score - highest);
                primal += rows.WeightOf(row) * (highest + Math.Log(sum) - scores[rows.Classes[row]]);
                dual += rows.WeightOf(row) * SoftmaxDual.Entropy(shares.AsSpan(row * classes, classes));
            }
            double penalty = 0;
            foreach (double w in point) penalty += l2 / 2 * w * w;
            primal = primal / rows.Rows + penalty + threshold * l2 * point.Skip(classes).Sum(Math.Abs);
            return primal - (dual / rows.Rows - penalty) <= settings.Tolerance * primal;
        }
    }

    private static void Scores(double[] point, ReadOnlySpan<float> features, Span<double> scores)
    {
        for (int k = 0; k < scores.Length; k++)
            scores[k] = point[k] + MixedVectors.Dot(point.AsSpan(scores.Length + k * features.Length, features.Length), features);
    }

    private static void Shrink(double[] sums, int classes, double threshold, double[] point)
    {
        for (int i = 0; i < sums.Length; i++) point[i] = i < classes ? sums[i] : Math.Sign(sums[i]) * Math.Max(0, Math.Abs(sums[i]) - threshold);
    }
}
