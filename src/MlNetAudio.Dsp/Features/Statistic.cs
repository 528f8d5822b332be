using System.Globalization;
using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Features;

/// <summary>A number that sums up values over time.</summary>
public sealed class Statistic
{
    private readonly Func<ReadOnlySpan<double>, double> _formula;   // of at least one value

    private Statistic(string name, Func<ReadOnlySpan<double>, double> formula) => (Name, _formula) = (name, formula);

    /// <summary>Σv / n.</summary>
    public static Statistic Mean { get; } = new("mean", MeanOf);

    /// <summary>Of the population: √(Σ(v − mean)² / n). numpy.std.</summary>
    public static Statistic Deviation { get; } = new("std", values => Math.Sqrt(CentralMoment(values, MeanOf(values), 2)));

    public static Statistic Minimum { get; } = new("min", values => TensorPrimitives.Min(values));

    public static Statistic Maximum { get; } = new("max", values => TensorPrimitives.Max(values));

    /// <summary>The value in the middle, or the mean of the two there.</summary>
    public static Statistic Median { get; } = new("median", values => QuantileOf(values, 0.5));

    /// <summary>m₃ / m₂^1.5 of the central moments, biased; 0 where no value differs. scipy.stats.skew, which says NaN there.</summary>
    public static Statistic Skewness { get; } = new("skew", values => StandardMoment(values, 3));

    /// <summary>m₄ / m₂² − 3 of the central moments, biased: 0 for a normal distribution; −3 where no value differs. scipy.stats.kurtosis, which says NaN there.</summary>
    public static Statistic Kurtosis { get; } = new("kurtosis", values => StandardMoment(values, 4) - 3);

    private static Statistic[] Named => [Mean, Deviation, Minimum, Maximum, Median, Skewness, Kurtosis];

    /// <summary>The short name in the name of a column: "mean", "std", "min", "max", "median", "q25", "skew", "kurtosis".</summary>
    public string Name { get; }

    /// <summary>The value that a part of all values is below, interpolated linearly between neighbours. numpy.quantile.</summary>
    /// <param name="part">0..1.</param>
    public static Statistic Quantile(double part)
    {
        if (part is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(part), FormattableString.Invariant($"part must be between 0 and 1, got {part}."));
        return new(FormattableString.Invariant($"q{100 * part:0.######}"), values => QuantileOf(values, part));
    }

    /// <summary>The names of all statistics; "q0..q100" stands for quantiles in percent.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Named.Select(statistic => statistic.Name), "q0..q100"];

    /// <summary>The statistic of that name: "mean", "q25".</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Statistic Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Named.FirstOrDefault(statistic => statistic.Name == name) is { } found) return found;
        if (name.StartsWith('q') && double.TryParse(name.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent <= 100) return Quantile(percent / 100);
        throw new ArgumentException($"There is no statistic '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
    }

    /// <param name="values">[n], finite.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public double Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("A statistic needs values, got none.", nameof(values));
        return _formula(values);
    }

    public override string ToString() => Name;

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    private static double CentralMoment(ReadOnlySpan<double> values, double mean, int order)
    {
        double sum = 0;
        foreach (double value in values)
        {
            double power = value - mean;
            for (int i = 1; i < order; i++) power *= value - mean;
            sum += power;
        }
        return sum / values.Length;
    }

    private static double StandardMoment(ReadOnlySpan<double> values, int order)
    {
        double mean = MeanOf(values), variance = CentralMoment(values, mean, 2);
        // As scipy: differences of the size of the mean's own rounding are none.
        double rounding = 2.2e-16 * Math.Abs(mean);
        return variance <= rounding * rounding ? 0 : CentralMoment(values, mean, order) / Math.Pow(variance, order / 2.0);
    }

    private static double QuantileOf(ReadOnlySpan<double> values, double part)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        double fraction = place - below;
        return fraction == 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * fraction;
    }
}
