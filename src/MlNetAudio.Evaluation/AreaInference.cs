using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace MlNetAudio.Evaluation;

/// <summary>Intervals and paired tests from estimated areas, one form for two classes and for the macro average of more.</summary>
internal static class AreaInference
{
    /// <summary>AUC ± z σ on the logit scale; Newcombe's interval where σ is 0.</summary>
    public static Interval ConfidenceInterval(AreaEstimate estimate, double level)
    {
        double z = Quantile(level), area = estimate.Area, variance = estimate.Variance;
        if (variance == 0 || area is <= 0 or >= 1) return NewcombeInterval(estimate, level);
        double logit = Math.Log(area / (1 - area)), half = z * Math.Sqrt(variance) / (area * (1 - area));
        return new(Logistic(logit - half), Logistic(logit + half), level);
    }

    /// <summary>Difference ± z σ, clipped to −1..1; where σ is 0, from the models' own intervals as if they were independent.</summary>
    public static PairedTest Compare(AreaEstimate first, AreaEstimate second, double level)
    {
        double z = Quantile(level), difference = first.Area - second.Area;
        double variance = first.VarianceOfDifference(second);
        Interval interval;
        double error;
        if (variance > 0)
        {
            error = Math.Sqrt(variance);
            interval = new(Math.Max(-1, difference - z * error), Math.Min(1, difference + z * error), level);
        }
        else
        {
            interval = IndependentDifference(first, second, level);
            error = Math.Max(difference - interval.Lower, interval.Upper - difference) / z;
        }
        double score = difference / error;
        return new(difference, error, score, 2 * Normal.CDF(0, 1, -Math.Abs(score)), interval);
    }

    /// <summary>Every θ with |AUC − θ| ≤ z √(Hanley-McNeil variance at θ): has a width even when no pair of rows is out of order.</summary>
    /// <remarks>Newcombe 2006, method 5: both class sizes in the variance's inner terms are replaced by their mean.</remarks>
    internal static Interval NewcombeInterval(AreaEstimate estimate, double level)
    {
        double z = Quantile(level), area = estimate.Area;
        double m = estimate.Positives, n = estimate.Negatives, inner = (m + n) / 2 - 1;
        double Excess(double theta) => Math.Abs(area - theta)
            - z * Math.Sqrt(theta * (1 - theta) * (1 + inner * (1 - theta) / (2 - theta) + inner * theta / (1 + theta)) / (m * n));
        // At 0 and 1 themselves the variance is 0 and so is the excess, which is not the root that is meant.
        double inside = Math.Clamp(area, 1e-12, 1 - 1e-12);
        double lower = area <= 0 ? 0 : Bisection.FindRoot(Excess, 0, inside, accuracy: 1e-12, maxIterations: 100);
        double upper = area >= 1 ? 1 : Bisection.FindRoot(Excess, inside, 1, accuracy: 1e-12, maxIterations: 100);
        return new(lower, upper, level);
    }

    /// <remarks>Zou and Donner 2008 (MOVER) on Newcombe's intervals; too wide rather than too narrow, since models scored on the same rows agree.</remarks>
    private static Interval IndependentDifference(AreaEstimate first, AreaEstimate second, double level)
    {
        Interval a = NewcombeInterval(first, level), b = NewcombeInterval(second, level);
        double difference = first.Area - second.Area;
        double down = Math.Sqrt(Square(first.Area - a.Lower) + Square(b.Upper - second.Area));
        double up = Math.Sqrt(Square(a.Upper - first.Area) + Square(second.Area - b.Lower));
        return new(Math.Max(-1, difference - down), Math.Min(1, difference + up), level);
    }

    private static double Quantile(double level) => Normal.InvCDF(0, 1, (1 + Labelled.Level(level)) / 2);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Square(double x) => x * x;
}
