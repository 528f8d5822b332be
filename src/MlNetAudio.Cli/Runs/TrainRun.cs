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
        string model = options.Model ?? RunConfiguration.OnlyModel(options);
        return options.ListsSettings ? ListSettings(model, context) : ExperimentOutput.Run(RunConfiguration.Of(options, [model]), context, namesArtifacts: true);
    }

    private static int ListSettings(string model, CommandContext context)
    {
        var settings = OptionsSettings.Of(KnownModels.Defaults(model));
        if (context.Json) context.WriteJson(settings.Select(setting => new { setting.Key, Values = setting.Placeholder, Default = setting.Text }));
        else context.WriteTable(["setting", "values", "default"], [.. settings.Select(setting => (string[])[setting.Key, setting.Placeholder, setting.Text])]);
        return ExitCode.Success;
    }
}
