using System.Globalization;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Reports;
using CompareOptions = MlNetAudio.Cli.Commands.CompareOptions;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio compare`: runs the experiment, writes report.html beside its files and prints the comparison.</summary>
internal static class CompareRun
{
    public static int Run(CompareOptions options, CommandContext context)
    {
        var defaults = new ExperimentOptions { Dataset = options.Dataset };
        var result = Experiment.Run(defaults with
        {
            Models = options.Models,
            Seed = options.Seed,
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Group = options.Group,
            Label = options.Label,
            Positive = options.Positive,
            SampleRateHz = options.SampleRateHz,
            ClipSeconds = options.ClipSeconds,
            OutputFolder = options.OutputFolder,
        }, context.Progress, cancellation: context.Cancellation);

        foreach (var skipped in result.Dataset.Skipped) context.Note($"skipped {skipped.RelativePath}: {skipped.Reason}");
        foreach (string notice in result.Notices) context.Note(notice);
        string report = Path.Combine(result.Folder, "report.html");
        AtomicFile.WriteText(report, HtmlReport.Render(ExperimentReport.Of(result)));

        if (context.Json)
        {
            context.Output.Write(result.MetricsJson);
            context.Note($"report: {report}");
            return ExitCode.Success;
        }
        context.WriteTable(
            ["model", "AUC", "95 % interval", "accuracy", "precision", "recall", "F1", "log loss", "parameters", "seconds"],
            [.. result.Models.OrderByDescending(model => model.Metrics.Auc).Select(Row)]);
        var test = result.Split.Test;
        context.Output.WriteLine();
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Counted(test.Count, "test clip")} of {Counted(test.Select(clip => clip.Group).Distinct().Count(), "group")}{(result.Positive is { } positive ? $"; positive: {positive}" : "")}; log loss in bits; {Counted(result.Dataset.Skipped.Count, "recording")} skipped"));
        context.Output.WriteLine($"models: {Path.Combine(result.Folder, "models")}");
        context.Output.WriteLine($"report: {report}");
        return ExitCode.Success;
    }

    private static IReadOnlyList<string> Row(ModelResult model)
    {
        var metrics = model.Metrics;
        return
        [
            model.Name, Number(metrics.Auc), metrics.AucInterval is { } interval ? $"{Number(interval.Lower)}..{Number(interval.Upper)}" : "", Number(metrics.Accuracy), Number(metrics.Precision),
            Number(metrics.Recall), Number(metrics.F1), Number(metrics.LogLoss), model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
            model.TrainSeconds.ToString("0.0", CultureInfo.InvariantCulture),
        ];
    }

    private static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
