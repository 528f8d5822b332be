using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Sections;

/// <summary>What the models are made of, how their files were checked, on what this ran, and how to run it again.</summary>
internal static class ProvenanceSection
{
    public static void Write(Page page, ReportModel report)
    {
        page.Add($"<section><h2>How these numbers were made</h2>");
        if (report.Reproduce.Length > 0) page.Add($"<pre><code>{report.Reproduce}</code></pre>");
        foreach (var model in report.Models.Where(model => model.Parameters.Length > 0 || model.Verification.Length > 0))
            page.Add($"<p><strong>{model.Name}</strong> {model.Parameters}{(model.Verification.Length > 0 ? Html.Of($"<br><span class=\"small\">Exported file: {model.Verification}</span>") : Html.Empty)}</p>");
        if (report.Environment.Count > 0)
            page.Add($"<dl>{Html.Join(report.Environment.Select(entry => Html.Of($"<dt>{entry.Key}</dt><dd>{entry.Value}</dd>")))}</dl>");
        page.Add($"<p class=\"small\">AUC intervals: DeLong on the logit scale; where no pair of clips is out of order, Newcombe's score interval. Accuracy intervals: Wilson. Paired tests: DeLong. Log loss clips probabilities at 1e-15.</p>");
        page.Add($"</section>");
    }
}
