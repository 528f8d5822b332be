using System.CommandLine;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio train`: one model of a dataset, with everything that compare leaves of it.</summary>
internal static class TrainCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, TrainOptions>> bind)
    {
        var model = ModelNames.One();
        var settings = new Option<bool>("--settings") { Description = "List the model's settings for --set and --config, what may be written there and the defaults, and train nothing." };
        var flags = new RunFlags();
        var command = new DocumentedCommand("train", "Trains one model on a leakage-proof split of a dataset, or over folds, and scores it as the ONNX file that ships.",
            "mlaudio train recordings --model cnn --set training.learning_rate=3e-4 --set n_mels=64",
            "mlaudio train --config best-config.json",
            "mlaudio train recordings --model lstm --folds 5",
            "mlaudio train --model cnn --settings")
        {
            model, settings,
        };
        flags.AddTo(command, withFolds: true, result => result.GetResult(settings) is { Implicit: false });
        command.Options.Add(CommandOptions.Json());
        command.Validators.Add(result =>
        {
            if (result.GetResult(model) is null && result.GetResult("--config") is null && result.GetResult("--resume") is null) result.AddError("A model is needed: --model NAME, or --config FILE that names one.");
        });
        bind(command, parsed => flags.Fill(new TrainOptions { Model = parsed.GetValue(model)?.ToLowerInvariant(), ListsSettings = parsed.GetValue(settings) }, parsed));
        return command;
    }
}
