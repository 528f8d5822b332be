namespace Microsoft.ML.Data;

/// <summary>Mean and spread of a metric over several measurements.</summary>
public sealed class MetricStatistics
{
    internal MetricStatistics()
    {
    }

    internal MetricStatistics(IReadOnlyCollection<double> values)
    {
        Count = values.Count;
        if (Count == 0) return;
        Mean = values.Average();
        if (Count < 2) return;
        StandardDeviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (Count - 1));
        StandardError = StandardDeviation / Math.Sqrt(Count);
    }

    public double Mean { get; }

    /// <summary>Of the sample; 0 for fewer than two measurements.</summary>
    public double StandardDeviation { get; }

    /// <summary>Of the mean.</summary>
    public double StandardError { get; }

    public int Count { get; }
}
