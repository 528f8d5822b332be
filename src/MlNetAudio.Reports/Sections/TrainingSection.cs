using MlNetAudio.Reports.Markup;
using MlNetAudio.Reports.Plots;

namespace MlNetAudio.Reports.Sections;

/// <summary>Loss per epoch of the models trained in epochs, one small plot each.</summary>
internal static class TrainingSection
{
    private const int TrainingStyle = 0, ValidationStyle = 1;

    public static void Write(Page page, ReportModel report)
    {
        if (!Trained(report).Any()) return;
        page.Add($"<section><h2>Training</h2>");
        page.Add($"<div class=\"plots\">");
        foreach (var (model, index) in Trained(report)) WriteFigure(page, model, index);
        page.Add($"</div></section>");
    }

    /// <summary>What report.js draws.</summary>
    public static object[] Data(ReportModel report) =>
    [
        .. Trained(report).Select(one => new
        {
            epoch = one.Model.History.Select(epoch => epoch.Epoch),
            training = one.Model.History.Select(epoch => Finite(epoch.TrainingLoss)),
            validation = HasValidation(one.Model) ? one.Model.History.Select(epoch => Finite(epoch.ValidationLoss)) : null,
            best = Best(one.Model)?.Epoch,
        }),
    ];

    private static void WriteFigure(Page page, ReportedModel model, int index)
    {
        var history = model.History;
        var best = Best(model);
        string kept = best is null ? "" : $" Kept: epoch {best.Epoch}{(best.ValidationLoss is { } loss ? $" with validation loss {Shown.Loss(loss)}" : "")}.";
        string description = $"Loss of {model.Name} over {history.Count} epochs: training {Shown.Loss(history[0].TrainingLoss)} at first, {Shown.Loss(history[^1].TrainingLoss)} at last.{kept}";
        var training = new PlotSeries("training", TrainingStyle, Line(history, epoch => epoch.TrainingLoss));
        var validation = new PlotSeries("validation", ValidationStyle, Line(history, epoch => epoch.ValidationLoss));
        PlotSeries[] lines = HasValidation(model) ? [training, validation] : [training];
        double top = lines.SelectMany(line => line.Points).Select(point => point.Y).Append(1e-3).Max() * 1.05;
        int last = Math.Max(history[^1].Epoch, history[0].Epoch + 1);

        page.Add($"<figure><h3>{model.Name}</h3><div class=\"plot\" data-plot=\"training\" data-index=\"{index}\">");
        page.Add($"{SvgPlot.Draw(description, new("Epoch", history[0].Epoch, last, CountsOnly: true), new("Loss", 0, top), lines, 480, 300, best?.Epoch)}");
        page.Add($"</div>{SvgPlot.Legend(lines.Select(line => (line.Name, line.Style)))}");
        page.Add($"<figcaption>{history.Count} epochs in {Shown.Duration(model.TrainSeconds)}.{kept}</figcaption></figure>");
    }

    private static IEnumerable<(ReportedModel Model, int Index)> Trained(ReportModel report) =>
        report.Models.Where(model => model.History.Count > 0).Select((model, index) => (model, index));

    private static ReportedEpoch? Best(ReportedModel model) => model.History.FirstOrDefault(epoch => epoch.IsBest);

    private static bool HasValidation(ReportedModel model) => model.History.Any(epoch => epoch.ValidationLoss is not null);

    /// <summary>A loss that ran away is a gap in the line.</summary>
    private static double? Finite(double? loss) => loss is { } value && double.IsFinite(value) ? Math.Round(value, 6) : null;

    private static List<(double X, double Y)> Line(IReadOnlyList<ReportedEpoch> history, Func<ReportedEpoch, double?> loss) =>
        [.. history.Where(epoch => Finite(loss(epoch)) is not null).Select(epoch => ((double)epoch.Epoch, loss(epoch)!.Value))];
}
