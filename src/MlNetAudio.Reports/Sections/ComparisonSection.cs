using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;
using MlNetAudio.Reports.Plots;

namespace MlNetAudio.Reports.Sections;

/// <summary>All models in one table, best first, and the paired tests between them.</summary>
internal static class ComparisonSection
{
    public static void Write(Page page, ReportModel report)
    {
        if (report.Models.Count == 0) return;
        bool macro = report.Labels.Count > 2;
        page.Add($"<section><h2>Models on {(report.Models.Any(model => model.Folds is not null) ? "all folds together" : "the test part")}</h2>");
        page.Add($"<div class=\"scroll\"><table>");
        page.Add($"<thead><tr><th scope=\"col\">Model</th><th scope=\"col\" colspan=\"2\">AUC<br>95% interval</th><th scope=\"col\">Accuracy<br>95% interval</th><th scope=\"col\">Precision</th><th scope=\"col\">Recall</th><th scope=\"col\">F1</th><th scope=\"col\"><abbr title=\"mean of minus log2 of the probability given to the right label; 0 is perfect\">Log loss</abbr></th><th scope=\"col\">Parameters</th><th scope=\"col\">Training</th></tr></thead>");
        page.Add($"<tbody>");
        double from = ScaleStart(report.Models);
        foreach (var model in Ranking.ByAuc(report.Models)) page.Add($"{Row(report, model, from)}");
        page.Add($"</tbody></table></div>");
        string average = macro ? $" AUC is the unweighted mean of the {report.Labels.Count} one-vs-rest areas (macro average), as are precision, recall and F1." : "";
        page.Add($"<p class=\"small\">Every number comes from the exported file, scored on recordings that training never saw.{average} The bars run from {from:0.##} to 1. Log loss in bits, lower is better. Always giving the most frequent label would be right for {Shown.Percent(report.Models[0].Metrics.MajorityShare)} of the clips.</p>");
        WriteTests(page, report);
        page.Add($"</section>");
    }

    private static Html Row(ReportModel report, ReportedModel model, double from)
    {
        var metrics = model.Metrics;
        var name = Html.Of($"{SvgPlot.Swatch(IndexOf(report, model))}<strong>{model.Name}</strong><br><span class=\"small\">{model.Kind}<br><a class=\"file\" href=\"{RelativeLink(model.Artifact)}\">{model.Artifact}</a></span>");
        var area = Html.Of($"<td>{IntervalBar.Draw(metrics.Auc, metrics.AucInterval, from)}</td><td class=\"number\">{Shown.Share(metrics.Auc)}{Range(metrics.AucInterval)}</td>");
        var shares = Html.Join(new[] { metrics.Precision, metrics.Recall, metrics.F1 }.Select(share => Html.Of($"<td class=\"number\">{Shown.Share(share)}</td>")));
        return Html.Of($"<tr><th scope=\"row\" class=\"model\">{name}</th>{area}<td class=\"number\">{Shown.Share(metrics.Accuracy)}{Range(metrics.AccuracyInterval)}</td>{shares}<td class=\"number\">{Shown.Loss(metrics.LogLoss)}</td><td class=\"number\">{(model.ParameterCount is { } count ? Shown.Count(count) : "–")}</td><td class=\"number\">{Shown.Duration(model.TrainSeconds)}</td></tr>");
    }

    private static void WriteTests(Page page, ReportModel report)
    {
        if (report.Comparisons.Count == 0) return;
        page.Add($"<h3>Is the difference more than chance?</h3>");
        page.Add($"<div class=\"scroll\"><table>");
        page.Add($"<thead><tr><th scope=\"col\">Models</th><th scope=\"col\">AUC difference</th><th scope=\"col\">95% interval</th><th scope=\"col\">Paired DeLong test</th><th scope=\"col\">Reading</th></tr></thead><tbody>");
        foreach (var (first, second, test) in report.Comparisons)
        {
            string reading = Verdict.HasTooFewClips(report) ? "too few clips to say" : test.Interval.Contains(0) ? "could be chance" : $"{(test.Difference > 0 ? first : second)} is ahead, taken by itself";
            page.Add($"<tr><th scope=\"row\">{first} − {second}</th><td class=\"number\">{Shown.Difference(test.Difference)}</td><td class=\"number\">{Shown.Difference(test.Interval.Lower)} to {Shown.Difference(test.Interval.Upper)}</td><td class=\"number\">{Shown.PValue(test.PValue)}</td><td class=\"number\">{reading}</td></tr>");
        }
        page.Add($"</tbody></table></div>");
        page.Add($"<p class=\"small\">Both models scored the same clips, so the test is paired. Each row is read by itself; the verdict above corrects for the number of comparisons.</p>");
    }

    private static Html Range(Interval? interval) =>
        interval is null ? Html.Empty : Html.Of($" <span class=\"range-text\">{Shown.Share(interval.Lower)}–{Shown.Share(interval.Upper)}</span>");

    /// <summary>0.5, or further left in steps of 0.1 where an interval reaches there.</summary>
    private static double ScaleStart(IReadOnlyList<ReportedModel> models) =>
        Math.Min(0.5, Math.Floor(10 * models.Min(model => model.Metrics.AucInterval?.Lower ?? model.Metrics.Auc)) / 10);

    private static int IndexOf(ReportModel report, ReportedModel model) => report.Models.ToList().IndexOf(model);

    /// <summary>Every segment escaped, so a name with ':' or '#' in it stays a name.</summary>
    private static string RelativeLink(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
