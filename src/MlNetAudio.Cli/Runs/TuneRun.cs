using System.Globalization;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Configuration;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio tune`: runs the search and prints its trials, best first, and where the best config lies.</summary>
internal static class TuneRun
{
    public static int Run(TuneOptions options, CommandContext context)
    {
        var limit = options.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        if (options.Resume is { } folder)
            return Show(Tuner.Resume(folder, written => written with { Trials = options.Trials ?? written.Trials, TimeLimit = limit }, context.Progress, cancellation: context.Cancellation, backends: Backends.All), context);

        string model = options.Model ?? RunConfiguration.OnlyModel(options);
        var experiment = RunConfiguration.Of(options.ListsSpace ? options with { Dataset = options.Dataset ?? "" } : options, [model]).Resolved();
        var space = SpaceConfiguration.Of(options, model, experiment.ModelOptions[model]);
        if (options.ListsSpace) return List(space, context);
        var tuning = new TuningOptions { Experiment = experiment, Space = space, Method = options.Method, StopsEarly = !options.RunsEveryTrial, TimeLimit = limit };
        return Show(Tuner.Run(tuning with { Trials = options.Trials ?? tuning.Trials }, context.Progress, cancellation: context.Cancellation, backends: Backends.All), context);
    }

    private static int List(SearchSpace space, CommandContext context)
    {
        if (context.Json) context.WriteJson(space.Dimensions.Select(dimension => new { dimension.Key, dimension.Range }));
        else context.WriteTable(["setting", "range"], [.. space.Dimensions.Select(dimension => (string[])[dimension.Key, dimension.Range])]);
        return ExitCode.Success;
    }

    private static int Show(TuningResult result, CommandContext context)
    {
        if (context.Json)
        {
            context.WriteJson(new { result.Folder, result.Model, Best = result.Best.Number, result.BestConfig, result.Trials });
            return ExitCode.Success;
        }
        string[] keys = [.. result.Best.Settings.Keys];
        context.WriteTable(
            ["trial", "log loss", "AUC", "accuracy", "epochs", "seconds", "", .. keys.Select(Short)],
            [.. result.Ranked.Select(trial => (string[])
            [
                trial.Number.ToString(CultureInfo.InvariantCulture), Number(trial.LogLoss), Number(trial.Auc), Number(trial.Accuracy), trial.Curve.Count.ToString(CultureInfo.InvariantCulture),
                trial.Seconds.ToString("0.0", CultureInfo.InvariantCulture), trial.Ending == TrialEnding.Complete ? "" : SettingName(trial.Ending), .. keys.Select(key => trial.Settings[key]),
            ])]);
        context.Output.WriteLine();
        foreach (var failed in result.Trials.Where(trial => trial.Ending == TrialEnding.Failed)) context.Note(string.Create(CultureInfo.InvariantCulture, $"trial {failed.Number} failed: {failed.Fault}"));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"judged on the validation part, log loss in nats; best: trial {result.Best.Number} of {result.Trials.Count}"));
        context.Output.WriteLine($"trials: {Path.Combine(result.Folder, "trials.csv")}");
        context.Output.WriteLine($"best: {result.BestConfig}");
        return ExitCode.Success;
    }

    private static string Short(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static string SettingName(TrialEnding ending) => ending.ToString().ToLowerInvariant();

    private static string Number(double? value) => value is { } number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "";
}
