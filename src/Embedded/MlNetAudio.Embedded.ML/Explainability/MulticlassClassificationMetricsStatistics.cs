namespace Microsoft.ML.Data;

/// <summary>Statistics of each metric of several classes.</summary>
public sealed class MulticlassClassificationMetricsStatistics
{
    /// <param name="changes">Measurements; the statistics are of each less the baseline.</param>
    internal MulticlassClassificationMetricsStatistics(IReadOnlyCollection<MulticlassClassificationMetrics> changes, MulticlassClassificationMetrics baseline)
    {
        MacroAccuracy = Of(metrics => metrics.MacroAccuracy);
        MicroAccuracy = Of(metrics => metrics.MicroAccuracy);
        LogLoss = Of(metrics => metrics.LogLoss);
        LogLossReduction = Of(metrics => metrics.LogLossReduction);
        TopKAccuracy = Of(metrics => metrics.TopKAccuracy);
        PerClassLogLoss = Array.AsReadOnly([.. Enumerable.Range(0, baseline.PerClassLogLoss.Count).Select(k => Of(metrics => metrics.PerClassLogLoss[k]))]);

        MetricStatistics Of(Func<MulticlassClassificationMetrics, double> metric) => new([.. changes.Select(changed => metric(changed) - metric(baseline))]);
    }

    public MetricStatistics MacroAccuracy { get; }

    public MetricStatistics MicroAccuracy { get; }

    public MetricStatistics LogLoss { get; }

    public MetricStatistics LogLossReduction { get; }

    public MetricStatistics TopKAccuracy { get; }

    public IReadOnlyList<MetricStatistics> PerClassLogLoss { get; }
}
