using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Sections;

/// <summary>Title, what was run on what, and the verdict.</summary>
internal static class HeaderSection
{
    public static void Write(Page page, ReportModel report)
    {
        var verdict = Verdict.Of(report);
        string positive = report.PositiveLabel is null ? "" : $" · positive label “{report.PositiveLabel}”";
        page.Add($"<header>");
        page.Add($"<h1>{report.Title}</h1>");
        page.Add($"<p class=\"meta\">{report.Dataset} · {report.Labels.Count} labels{positive} · seed {report.Seed} · {report.CreatedUtc} UTC</p>");
        page.Add($"</header>");
        page.Add($"<section class=\"verdict\" aria-label=\"Verdict\">");
        page.Add($"<p class=\"headline\">{verdict.Headline}</p>");
        if (verdict.Reason.Length > 0) page.Add($"<p>{verdict.Reason}</p>");
        if (verdict.Caveats.Count > 0) page.Add($"<ul>{Html.Join(verdict.Caveats.Select(caveat => Html.Of($"<li>{caveat}</li>")))}</ul>");
        page.Add($"</section>");
        if (report.Notes.Count > 0) page.Add($"<ul class=\"notes\">{Html.Join(report.Notes.Select(note => Html.Of($"<li>{note}</li>")))}</ul>");
    }
}
