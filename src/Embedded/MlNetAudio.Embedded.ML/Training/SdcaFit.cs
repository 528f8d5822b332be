using Microsoft.ML.Trainers;

namespace Microsoft.ML.Training;

/// <summary>
/// A linear classifier of two classes: mean loss + λ/2·(|w|² + bias²) + λ₁·|w|₁ at its minimum, found row by row in the dual. The bias is the weight of a
/// feature that is always 1.
/// </summary>
/// <remarks>
/// S. Shalev-Shwartz and T. Zhang, "Stochastic dual coordinate ascent methods for regularized loss minimization", JMLR 2013; with λ₁ the proximal form of their
/// "Accelerated proximal SDCA", 2014: w = soft(v, λ₁/λ) where v = Σ dualᵢ·xᵢ / (λ·rows). One thread, so that a seed means one model.
/// </remarks>
internal static class SdcaFit
{
    /// <summary>[bias, w...], and the passes it took.</summary>
    public static (double[] Point, int Passes) Fit(TrainingSet rows, ISupportSdcaClassificationLoss loss, SdcaSettings settings)
    {
        double l2 = settings.L2For(rows.Rows), scale = 1 / (l2 * rows.Rows), threshold = settings.ThresholdFor(rows.Columns);
        double[] duals = new double[rows.Rows], sums = new double[1 + rows.Columns], point = threshold > 0 ? new double[sums.Length] : sums;
        double[] norms = new double[rows.Rows], weights = new double[rows.Rows];
        float[] invariants = new float[rows.Rows];
        for (int row = 0; row < rows.Rows; row++)
        {
            norms[row] = 1;
            foreach (float x in rows.Row(row)) norms[row] += (double)x * x;
            weights[row] = rows.WeightOf(row) * (rows.Labels[row] ? settings.PositiveWeight : 1);
            invariants[row] = loss.ComputeDualUpdateInvariant((float)(norms[row] * weights[row] * scale));
        }

        int pass = 0;
        foreach (int[] order in settings.Orders(rows.Rows))
        {
            foreach (int row in order)
            {
                var features = rows.Row(row);
                double output = Output(point, features), sign = rows.Labels[row] ? 1 : -1;
                double change = loss is LogLoss
                    ? sign * LogisticDual.Update(sign * output, sign * duals[row], norms[row] * weights[row] * scale)   // without rounding to float on the way
                    : loss.DualUpdate((float)output, (float)sign, (float)duals[row], invariants[row], 1);
                if (change == 0) continue;
                duals[row] += change;
                double step = change * weights[row] * scale;
                sums[0] += step;
                for (int i = 0; i < features.Length; i++) sums[i + 1] += step * features[i];
                if (threshold > 0) Shrink(sums, threshold, point);
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
                float label = rows.Labels[row] ? 1 : -1;
                primal += weights[row] * loss.Loss((float)Output(point, rows.Row(row)), label);
                dual += weights[row] * loss.DualLoss(label, (float)duals[row]);
            }
            double penalty = 0;
            foreach (double w in point) penalty += l2 / 2 * w * w;
            double absolute = threshold * l2 * point.Skip(1).Sum(Math.Abs);
            primal = primal / rows.Rows + penalty + absolute;
            return primal - (dual / rows.Rows - penalty) <= settings.Tolerance * primal;
        }
    }

    private static double Output(double[] point, ReadOnlySpan<float> features)
    {
        double output = point[0];
        for (int i = 0; i < features.Length; i++) output += point[i + 1] * features[i];
        return output;
    }

    /// <summary>point = sums brought nearer to 0 by the threshold, but for the bias.</summary>
    private static void Shrink(double[] sums, double threshold, double[] point)
    {
        point[0] = sums[0];
        for (int i = 1; i < sums.Length; i++) point[i] = Math.Sign(sums[i]) * Math.Max(0, Math.Abs(sums[i]) - threshold);
    }
}
