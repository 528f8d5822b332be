using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Sections;

/// <summary>Means over the folds of a cross-validation, best first, and the AUC of every fold.</summary>
internal static class FoldsSection
{
    public static void Write(Page page, ReportModel report)
    {
        ReportedModel[] models = [.. report.Models.Where(model => model.Folds is not null).OrderByDescending(model => model.Folds!.Auc.Mean)];
        if (models.Length == 0) return;
        int folds = models.Max(model => model.Folds!.FoldAuc.Count);
        page.Add($"<section><h2>Models over {folds} folds</h2>");
        page.Add($"<div class=\"scroll\"><table>");
        page.Add($"<thead><tr><th scope=\"col\">Model</th><th scope=\"col\">AUC<br>95% interval</th><th scope=\"col\">Accuracy<br>95% interval</th><th scope=\"col\">F1<br>95% interval</th><th scope=\"col\">Log loss<br>95% interval</th>{Html.Join(Enumerable.Range(1, folds).Select(fold => Html.Of($"<th scope=\"col\">AUC<br>fold {fold}</th>")))}</tr></thead><tbody>");
        foreach (var model in models)
        {
            var result = model.Folds!;
            page.Add($"<tr><th scope=\"row\">{model.Name}</th>{Mean(result.Auc)}{Mean(result.Accuracy)}{Mean(result.F1)}{Mean(result.LogLoss)}{Html.Join(result.FoldAuc.Select(area => Html.Of($"<td class=\"number\">{Shown.Share(area)}</td>")))}</tr>");
        }
        page.Add($"</tbody></table></div>");
        page.Add($"<p class=\"small\">Each fold was scored by an exported file that had not seen it. Means over the folds with Student's t intervals, which take folds as independent; they share most of their training data, so the true uncertainty is larger. Log loss in bits. Everything below is of all folds' answers together; ranking the answers of {folds} files against each other, that AUC can differ from the mean.</p>");
        page.Add($"</section>");
    }

    private static Html Mean(MeanEstimate mean) => Html.Of($"<td class=\"number\">{Shown.Loss(mean.Mean)}{(mean.Interval is { } interval ? Html.Of($" <span class=\"range-text\">{Shown.Loss(interval.Lower)}–{Shown.Loss(interval.Upper)}</span>") : Html.Empty)}</td>");
}
