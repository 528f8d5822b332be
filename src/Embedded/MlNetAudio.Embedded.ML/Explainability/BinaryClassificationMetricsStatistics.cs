namespace Microsoft.ML.Data;

/// <summary>Statistics of each metric of two classes.</summary>
public sealed class BinaryClassificationMetricsStatistics
{
    /// <param name="changes">Measurements; the statistics are of each less the baseline.</param>
    internal BinaryClassificationMetricsStatistics(IReadOnlyCollection<BinaryClassificationMetrics> changes, BinaryClassificationMetrics baseline)
    {
        AreaUnderRocCurve = Of(metrics => metrics.AreaUnderRocCurve);
        Accuracy = Of(metrics => metrics.Accuracy);
        PositivePrecision = Of(metrics => metrics.PositivePrecision);
        PositiveRecall = Of(metrics => metrics.PositiveRecall);
        NegativePrecision = Of(metrics => metrics.NegativePrecision);
        NegativeRecall = Of(metrics => metrics.NegativeRecall);
        F1Score = Of(metrics => metrics.F1Score);
        AreaUnderPrecisionRecallCurve = Of(metrics => metrics.AreaUnderPrecisionRecallCurve);

        MetricStatistics Of(Func<BinaryClassificationMetrics, double> metric) => new([.. changes.Select(changed => metric(changed) - metric(baseline))]);
    }

    public MetricStatistics AreaUnderRocCurve { get; }

    public MetricStatistics Accuracy { get; }

    public MetricStatistics PositivePrecision { get; }

    public MetricStatistics PositiveRecall { get; }

    public MetricStatistics NegativePrecision { get; }

    public MetricStatistics NegativeRecall { get; }

    public MetricStatistics F1Score { get; }

    public MetricStatistics AreaUnderPrecisionRecallCurve { get; }
}
