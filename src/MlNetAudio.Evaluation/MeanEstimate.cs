using MathNet.Numerics.Distributions;

namespace MlNetAudio.Evaluation;

/// <summary>The mean of a few measurements of one thing, such as an AUC over folds, and how sure it is.</summary>
/// <param name="StandardDeviation">Of the measurements, with n − 1; 0 of a single one.</param>
/// <param name="Interval">Student's t interval of the mean, not clipped to the values' range; null of a single measurement.</param>
/// <remarks>
/// The interval takes the measurements as independent. Folds share most of their training data, so for them it is too narrow, and no unbiased estimate of their variance exists (Bengio and
/// Grandvalet 2004).
/// </remarks>
public sealed record MeanEstimate(double Mean, double StandardDeviation, int Count, Interval? Interval)
{
    /// <exception cref="ArgumentException">There is no measurement, one is not finite, or the level is not inside 0..1.</exception>
    public static MeanEstimate Of(ReadOnlySpan<double> values, double level = 0.95)
    {
        Labelled.Level(level);
        if (values.IsEmpty) throw new ArgumentException("The mean of no measurement is not defined; pass at least one.");
        double sum = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) throw new ArgumentException(FormattableString.Invariant($"A measurement is {value}; only finite ones have a mean."));
            sum += value;
        }
        double mean = sum / values.Length;
        if (values.Length == 1) return new(mean, 0, 1, null);

        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        double deviation = Math.Sqrt(squares / (values.Length - 1));
        double half = StudentT.InvCDF(0, 1, values.Length - 1, (1 + level) / 2) * deviation / Math.Sqrt(values.Length);
        return new(mean, deviation, values.Length, new(mean - half, mean + half, level));
    }
}
