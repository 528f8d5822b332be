using System.Text.Json;
using MlNetAudio.Reports.Assets;
using MlNetAudio.Reports.Markup;
using MlNetAudio.Reports.Sections;

namespace MlNetAudio.Reports;

/// <summary>The report of an experiment as one page that needs nothing else: no network, no other file, and scripts only to make the plots interactive.</summary>
public static class HtmlReport
{
    /// <summary>The whole page; the same model always gives the same text.</summary>
    /// <exception cref="ArgumentException">A model's confusion or a split row does not fit the labels, or two models share a name.</exception>
    public static string Render(ReportModel model)
    {
        Check(model);
        var page = new Page();
        page.Add($"<!DOCTYPE html>");
        page.Add($"<html lang=\"en\">");
        page.Add($"<head>");
        page.Add($"<meta charset=\"utf-8\">");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Add($"<meta name=\"color-scheme\" content=\"light dark\">");
        // The browser itself refuses every request: what is not in the page cannot be loaded, and nothing can leave it.
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; media-src data:; img-src data:; base-uri 'none'; form-action 'none'\">");
        page.Add($"<link rel=\"icon\" href=\"data:,\">");
        page.Add($"<title>{model.Title}</title>");
        page.AddVerbatim($"<style>\n{PageAssets.Read("uPlot.css")}\n{PageAssets.Read("report.css")}\n</style>");
        page.Add($"</head>");
        page.Add($"<body><main>");
        HeaderSection.Write(page, model);
        FoldsSection.Write(page, model);
        ComparisonSection.Write(page, model);
        RocSection.Write(page, model);
        ConfusionSection.Write(page, model);
        TrainingSection.Write(page, model);
        MisclassifiedSection.Write(page, model);
        DataSection.Write(page, model);
        ProvenanceSection.Write(page, model);
        page.Add($"</main>");
        // The default encoder writes <, > and & as \u escapes, so no text of the data can end the element.
        page.AddVerbatim($"<script type=\"application/json\" id=\"data\">{JsonSerializer.Serialize(new { roc = RocSection.Data(model), training = TrainingSection.Data(model) })}</script>");
        page.AddVerbatim($"<script>\n/*\n{PageAssets.Read("uPlot.license")}\n*/\n{PageAssets.Read("uPlot.js")}\n</script>");
        page.AddVerbatim($"<script>\n{PageAssets.Read("report.js")}\n</script>");
        page.Add($"</body></html>");
        return page.ToString();
    }

    private static void Check(ReportModel model)
    {
        int labels = model.Labels.Count;
        if (labels < 2) throw new ArgumentException($"A report needs at least 2 labels, got {labels}.");
        foreach (var row in model.Split)
            if (row.PerLabel.Count != labels) throw new ArgumentException($"Split part '{row.Part}' counts {row.PerLabel.Count} labels; the report has {labels}.");
        foreach (var one in model.Models)
        {
            if (one.Metrics.Confusion.Classes != labels) throw new ArgumentException($"Model '{one.Name}' was evaluated on {one.Metrics.Confusion.Classes} classes; the report has {labels} labels.");
            if (one.Roc.Count < 2) throw new ArgumentException($"Model '{one.Name}' has no ROC curve; pass Classification.Roc(...).");
        }
        if (model.Models.GroupBy(one => one.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Count()} models are named '{twice.Key}'; names tell them apart in the report.");
    }
}
