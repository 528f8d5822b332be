using MlNetAudio.Reports.Markup;
using MlNetAudio.Reports.Plots;

namespace MlNetAudio.Reports.Sections;

/// <summary>The clips that were called wrongly: one entry and one player a clip, with all models that got it wrong.</summary>
internal static class MisclassifiedSection
{
    /// <summary>More clips than this are folded away.</summary>
    private const int Unfolded = 24;

    public static void Write(Page page, ReportModel report)
    {
        if (report.Models.Count == 0) return;
        page.Add($"<section><h2>Clips called wrongly</h2>");
        Mistake[] mistakes = [.. Mistakes(report)];
        page.Add($"<p class=\"small\">{Summary(report, mistakes.Length)}</p>");
        WriteClips(page, mistakes[..Math.Min(Unfolded, mistakes.Length)]);
        if (mistakes.Length > Unfolded)
        {
            page.Add($"<details><summary>{mistakes.Length - Unfolded} more</summary>");
            WriteClips(page, mistakes[Unfolded..]);
            page.Add($"</details>");
        }
        page.Add($"</section>");
    }

    private static string Summary(ReportModel report, int clips) => clips == 0
        ? "No model called any test clip wrongly."
        : $"{Shown.Clips(clips)} of {Shown.Count(report.Models[0].Metrics.Confusion.Total)} {(clips == 1 ? "was" : "were")} called wrongly by at least one model. Those that most models got wrong come first, surest mistakes first.";

    private static void WriteClips(Page page, Mistake[] mistakes)
    {
        if (mistakes.Length == 0) return;
        page.Add($"<div class=\"clips\">");
        foreach (var mistake in mistakes)
        {
            var calls = Html.Join(mistake.Calls.Select(call => Html.Of($"<li>{SvgPlot.Swatch(call.Style)}{call.Model} said “{call.Clip.Predicted}” ({Shown.Percent(call.Clip.Probability)})</li>")));
            var text = mistake.Text is null ? Html.Empty : Html.Of($"<p class=\"said\">{mistake.Text}</p>");
            page.Add($"<article><h3 class=\"path\">{mistake.Path}</h3><p>is “{mistake.Actual}”</p>{text}<ul>{calls}</ul>{Player(mistake)}</article>");
        }
        page.Add($"</div>");
    }

    private static Html Player(Mistake mistake) => mistake.Wav is null
        ? Html.Empty
        : Html.Of($"<audio controls preload=\"none\" aria-label=\"{mistake.Path}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(mistake.Wav)}\"></audio>");

    private static IEnumerable<Mistake> Mistakes(ReportModel report) => report.Models
        .SelectMany((model, style) => model.Misclassified.Select(clip => new Call(model.Name, style, clip)))
        .GroupBy(call => call.Clip.Path, StringComparer.Ordinal)
        .Select(calls => new Mistake(calls.Key, [.. calls]))
        .OrderByDescending(mistake => mistake.Calls.Length)
        .ThenByDescending(mistake => mistake.Calls.Max(call => call.Clip.Probability))
        .ThenBy(mistake => mistake.Path, StringComparer.Ordinal);

    private sealed record Call(string Model, int Style, MisclassifiedClip Clip);

    private sealed record Mistake(string Path, Call[] Calls)
    {
        public string Actual => Calls[0].Clip.Actual;

        public string? Text => Calls.Select(call => call.Clip.Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

        public byte[]? Wav => Calls.Select(call => call.Clip.Wav).FirstOrDefault(wav => wav is { Length: > 0 });
    }
}
