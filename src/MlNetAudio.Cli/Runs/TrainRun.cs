using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Configuration;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio train`: an experiment with one model, or the list of that model's settings.</summary>
internal static class TrainRun
{
    public static int Run(TrainOptions options, CommandContext context)
    {
        if (options.ListsSettings) return ListSettings(options.Model ?? OnlyModel(RunConfiguration.Of(options with { Dataset = options.Dataset ?? "" }, null)), context);
        string model = options.Model ?? OnlyModel(RunConfiguration.Of(options with { Settings = [] }, null));
        return ExperimentOutput.Run(RunConfiguration.Of(options, [model]), context, namesArtifacts: true);
    }

    /// <exception cref="ArgumentException">The config names several models.</exception>
    public static string OnlyModel(ExperimentOptions options) => options.Models is [var model]
        ? model
        : throw new ArgumentException($"The config names {options.Models.Count} models ({string.Join(", ", options.Models)}); say which with --model.");

    private static int ListSettings(string model, CommandContext context)
    {
        var settings = OptionsSettings.Of(KnownModels.Defaults(model));
        if (context.Json) context.WriteJson(settings.Select(setting => new { setting.Key, Values = setting.Placeholder, Default = setting.Text }));
        else context.WriteTable(["setting", "values", "default"], [.. settings.Select(setting => (string[])[setting.Key, setting.Placeholder, setting.Text])]);
        return ExitCode.Success;
    }
}
