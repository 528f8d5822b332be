using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;
using MlNetAudio.Reports.Plots;

namespace MlNetAudio.Reports.Sections;

/// <summary>The ROC curves of all models in one plot with equal axes.</summary>
internal static class RocSection
{
    /// <summary>More points than pixels show nothing more.</summary>
    private const int MostPoints = 500;

    public static void Write(Page page, ReportModel report)
    {
        if (report.Models.Count == 0) return;
        var ranked = Ranked(report);
        string description = $"ROC curves: {Shown.List([.. ranked.Select(one => $"{one.Model.Name} with AUC {Shown.Share(one.Model.Metrics.Auc)}")])}.";
        var lines = ranked.Select(one => new PlotSeries(one.Model.Name, one.Style, [.. Points(one.Model).Select(point => (point.FalsePositiveRate, point.TruePositiveRate))]));
        var chance = new PlotSeries("chance", -1, [(0, 0), (1, 1)]);
        string what = report.Labels.Count > 2
            ? "Each line is the macro average: the mean of the one-vs-rest curves of all labels at every false positive rate."
            : $"How many of the “{report.PositiveLabel ?? report.Labels[1]}” clips are found (up) for how many false alarms (right), over every threshold.";
        page.Add($"<section><h2>ROC curves</h2>");
        page.Add($"<figure class=\"roc\"><div class=\"plot\" data-plot=\"roc\">");
        page.Add($"{SvgPlot.Draw(description, new("False positive rate", 0, 1), new("True positive rate", 0, 1), [chance, .. lines], 540, 530)}");
        page.Add($"</div><div>");
        page.Add($"{SvgPlot.Legend([.. ranked.Select(one => ($"{one.Model.Name}, AUC {Shown.Share(one.Model.Metrics.Auc)}", one.Style)), ("chance, AUC 0.5", -1)])}");
        page.Add($"<figcaption>{what}</figcaption></div></figure>");
        page.Add($"</section>");
    }

    /// <summary>What report.js draws; rates to five decimals.</summary>
    public static object[] Data(ReportModel report) =>
    [
        .. Ranked(report).Select(one => new
        {
            name = one.Model.Name,
            style = one.Style,
            x = Points(one.Model).Select(point => Math.Round(point.FalsePositiveRate, 5)),
            y = Points(one.Model).Select(point => Math.Round(point.TruePositiveRate, 5)),
        }),
    ];

    private static (ReportedModel Model, int Style)[] Ranked(ReportModel report) =>
        [.. report.Models.Select((model, style) => (model, style)).OrderByDescending(one => one.model.Metrics.Auc)];

    private static IReadOnlyList<RocPoint> Points(ReportedModel model) => CurveThinning.Thin(model.Roc, MostPoints);
}
