using Microsoft.ML.Trainers;

namespace Microsoft.ML.Training;

/// <summary>Stochastic gradient steps row by row; the result is the mean of the weights after each row, which wanders less than the last ones.</summary>
/// <remarks>Y. Freund and R. Schapire, "Large margin classification using the perceptron algorithm", 1999, with any loss in place of the perceptron's.</remarks>
internal static class AveragedPerceptronFit
{
    /// <summary>[bias, w...]</summary>
    public static double[] Fit(TrainingSet rows, IClassificationLoss loss, PerceptronSettings settings)
    {
        var random = new Random(settings.Seed);
        double[] point = new double[1 + rows.Columns], sums = new double[point.Length];
        for (int i = 0; i < point.Length && settings.InitialWeightsDiameter > 0; i++) point[i] = settings.InitialWeightsDiameter * (random.NextDouble() - 0.5);
        int[] order = [.. Enumerable.Range(0, rows.Rows)];
        long steps = 0;
        for (int pass = 0; pass < settings.Iterations; pass++)
        {
            if (settings.Shuffle) random.Shuffle(order);
            foreach (int row in order)
            {
                var features = rows.Row(row);
                double output = point[0] + MixedVectors.Dot(point.AsSpan(1), features);
                double rate = settings.LearningRate / (settings.DecreaseLearningRate ? Math.Sqrt(steps + 1) : 1);
                double slope = loss.Derivative((float)output, rows.Labels[row] ? 1 : -1);
                if (settings.L2Regularization > 0)
                    for (int i = 1; i < point.Length; i++) point[i] *= 1 - settings.L2Regularization * rate;
                if (slope != 0)
                {
                    point[0] -= rate * slope;
                    MixedVectors.AddScaled(point.AsSpan(1), features, -rate * slope);
                }
                for (int i = 0; i < point.Length; i++) sums[i] += point[i];
                steps++;
            }
        }
        return Array.ConvertAll(sums, sum => sum / steps);
    }
}
