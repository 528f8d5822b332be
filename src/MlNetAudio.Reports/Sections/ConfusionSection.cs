using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Sections;

/// <summary>One matrix a model, rows actual, columns predicted; with more than two labels also the metrics of every label.</summary>
internal static class ConfusionSection
{
    /// <summary>With more labels than this the cells hold counts only.</summary>
    private const int LabelsWithPercent = 4;

    public static void Write(Page page, ReportModel report)
    {
        if (report.Models.Count == 0) return;
        page.Add($"<section><h2>Confusion matrices</h2>");
        page.Add($"<p class=\"small\">Rows: what the clip is. Columns: what the model says. Blue is right, orange is wrong; the darker, the larger its share of the row.</p>");
        page.Add($"<div class=\"matrices\">");
        foreach (var model in Ranking.ByAuc(report.Models)) WriteMatrix(page, report.Labels, model);
        page.Add($"</div>");
        if (report.Labels.Count > 2)
            foreach (var model in Ranking.ByAuc(report.Models)) WritePerClass(page, report.Labels, model);
        page.Add($"</section>");
    }

    private static void WriteMatrix(Page page, IReadOnlyList<string> labels, ReportedModel model)
    {
        var confusion = model.Metrics.Confusion;
        page.Add($"<div class=\"scroll\"><table class=\"confusion\"><caption>{model.Name}: {Shown.Count(confusion.Correct)} of {Shown.Count(confusion.Total)} right</caption>");
        page.Add($"<thead><tr><td class=\"corner\">actual ↓ predicted →</td>{Html.Join(labels.Select(label => Html.Of($"<th scope=\"col\">{label}</th>")))}</tr></thead><tbody>");
        for (int actual = 0; actual < labels.Count; actual++)
        {
            int row = actual;
            var cells = Html.Join(labels.Select((_, predicted) => Cell(confusion, labels, row, predicted)));
            page.Add($"<tr><th scope=\"row\">{labels[actual]}</th>{cells}</tr>");
        }
        page.Add($"</tbody></table></div>");
    }

    private static Html Cell(ConfusionCounts confusion, IReadOnlyList<string> labels, int actual, int predicted)
    {
        int count = confusion.Rows[actual][predicted];
        if (count == 0) return Html.Of($"<td class=\"zero\">0</td>");
        double share = (double)count / confusion.Actual(actual);
        string colour = actual == predicted ? "right" : "wrong";
        var percent = labels.Count > LabelsWithPercent ? Html.Empty : Html.Of($"<br><span class=\"small\">{Shown.Percent(share)}</span>");
        return Html.Of($"<td class=\"{colour}\" style=\"--share:{share:0.##}\" title=\"{Shown.Percent(share)} of “{labels[actual]}” called “{labels[predicted]}”\">{Shown.Count(count)}{percent}</td>");
    }

    private static void WritePerClass(Page page, IReadOnlyList<string> labels, ReportedModel model)
    {
        page.Add($"<details><summary>Every label by itself: {model.Name}</summary><div class=\"scroll\"><table>");
        page.Add($"<thead><tr><th scope=\"col\">Label</th><th scope=\"col\">Clips</th><th scope=\"col\">AUC against the rest</th><th scope=\"col\">Precision</th><th scope=\"col\">Recall</th><th scope=\"col\">F1</th></tr></thead><tbody>");
        for (int k = 0; k < labels.Count; k++)
        {
            var one = model.Metrics.PerClass[k];
            string area = one.Auc is { } auc ? Shown.Share(auc) : "–";
            page.Add($"<tr><th scope=\"row\">{labels[k]}</th><td class=\"number\">{one.Rows}</td><td class=\"number\">{area}</td><td class=\"number\">{Shown.Share(one.Precision)}</td><td class=\"number\">{Shown.Share(one.Recall)}</td><td class=\"number\">{Shown.Share(one.F1)}</td></tr>");
        }
        page.Add($"</tbody></table></div></details>");
    }
}
