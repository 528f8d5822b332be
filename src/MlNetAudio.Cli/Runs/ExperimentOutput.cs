using System.Globalization;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Evaluation;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Reports;

namespace MlNetAudio.Cli.Runs;

/// <summary>Runs an experiment, writes report.html beside its files, and prints what it found.</summary>
internal static class ExperimentOutput
{
    /// <param name="namesArtifacts">Every model's file is named, not only their folder.</param>
    public static int Run(ExperimentOptions options, CommandContext context, bool namesArtifacts)
    {
        var result = Experiment.Run(options, context.Progress, cancellation: context.Cancellation, stop: context.StopKey(), backends: Backends.All);
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
        if (result.Folds is null) WriteModels(result, context);
        else WriteFolds(result, context);
        if (namesArtifacts)
            foreach (var model in result.Models) context.Output.WriteLine($"model: {Path.Combine([result.Folder, .. model.Artifact.Split('/')])}");
        else context.Output.WriteLine($"models: {Path.Combine(result.Folder, "models")}");
        context.Output.WriteLine($"report: {report}");
        return ExitCode.Success;
    }

    private static void WriteModels(ExperimentResult result, CommandContext context)
    {
        context.WriteTable(
            ["model", "AUC", "95 % interval", "accuracy", "precision", "recall", "F1", "log loss", "parameters", "seconds"],
            [.. result.Models.OrderByDescending(model => model.Metrics.Auc).Select(Row)]);
        context.Output.WriteLine();
        context.Output.WriteLine($"{Tested(result, "test clip")}; log loss in bits; {Skipped(result)}");
    }

    private static void WriteFolds(ExperimentResult result, CommandContext context)
    {
        context.WriteTable(
            ["model", "AUC", "95 % interval", "accuracy", "95 % interval", "F1", "95 % interval", "log loss", "95 % interval", "pooled AUC", "parameters", "seconds"],
            [.. result.Models.OrderByDescending(model => model.CrossValidation!.Auc.Mean).Select(FoldRow)]);
        context.Output.WriteLine();
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"means over {result.Folds!.Splits.Count} folds with Student's t intervals; {Tested(result, "clip")}; log loss in bits; {Skipped(result)}"));
    }

    private static string Tested(ExperimentResult result, string noun) =>
        $"{Counted(result.Tested.Count, noun)} of {Counted(result.Tested.Select(clip => clip.Group).Distinct().Count(), "group")}{(result.Positive is { } positive ? $"; positive: {positive}" : "")}";

    private static string Skipped(ExperimentResult result) => $"{Counted(result.Dataset.Skipped.Count, "recording")} skipped";

    private static IReadOnlyList<string> Row(ModelResult model)
    {
        var metrics = model.Metrics;
        return
        [
            model.Name, Number(metrics.Auc), Range(metrics.AucInterval), Number(metrics.Accuracy), Number(metrics.Precision),
            Number(metrics.Recall), Number(metrics.F1), Number(metrics.LogLoss), .. Size(model),
        ];
    }

    private static IReadOnlyList<string> FoldRow(ModelResult model)
    {
        var folds = model.CrossValidation!;
        return [model.Name, .. new[] { folds.Auc, folds.Accuracy, folds.F1, folds.LogLoss }.SelectMany(mean => (string[])[Number(mean.Mean), Range(mean.Interval)]), Number(model.Metrics.Auc), .. Size(model)];
    }

    private static string[] Size(ModelResult model) => [model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture), model.TrainSeconds.ToString("0.0", CultureInfo.InvariantCulture)];

    private static string Range(Interval? interval) => interval is null ? "" : $"{Number(interval.Lower)}..{Number(interval.Upper)}";

    private static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
