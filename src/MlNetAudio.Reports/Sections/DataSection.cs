using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Sections;

/// <summary>How the recordings were divided, and which could not be used.</summary>
internal static class DataSection
{
    public static void Write(Page page, ReportModel report)
    {
        page.Add($"<section><h2>Data</h2>");
        page.Add($"<p>{report.SplitRule}</p>");
        page.Add($"<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Part</th><th scope=\"col\">Clips</th><th scope=\"col\">Groups</th>{Html.Join(report.Labels.Select(label => Html.Of($"<th scope=\"col\">{label}</th>")))}</tr></thead><tbody>");
        foreach (var row in report.Split)
            page.Add($"<tr><th scope=\"row\">{row.Part}</th><td class=\"number\">{Shown.Count(row.Clips)}</td><td class=\"number\">{Shown.Count(row.Groups)}</td>{Html.Join(row.PerLabel.Select(count => Html.Of($"<td class=\"number\">{Shown.Count(count)}</td>")))}</tr>");
        page.Add($"</tbody></table></div>");
        WriteSkipped(page, report.Skipped);
        page.Add($"</section>");
    }

    private static void WriteSkipped(Page page, IReadOnlyList<SkippedRecording> skipped)
    {
        if (skipped.Count == 0)
        {
            page.Add($"<p class=\"small\">Every recording could be read; none was skipped.</p>");
            return;
        }
        page.Add($"<details open><summary>{Shown.Count(skipped.Count)} recording{(skipped.Count == 1 ? "" : "s")} skipped</summary><div class=\"scroll\"><table>");
        page.Add($"<thead><tr><th scope=\"col\">Recording</th><th scope=\"col\">Why</th></tr></thead><tbody>");
        foreach (var (path, reason) in skipped) page.Add($"<tr><th scope=\"row\" class=\"path\">{path}</th><td>{reason}</td></tr>");
        page.Add($"</tbody></table></div></details>");
    }
}
