using System.CommandLine;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio compare`: trains models on one split of a dataset, or over folds, and reports which is better.</summary>
internal static class CompareCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, CompareOptions>> bind)
    {
        var models = ModelNames.Several();
        var flags = new RunFlags();
        var command = new DocumentedCommand("compare", "Trains models on one leakage-proof split of a dataset, or over folds, scores each as the ONNX file that ships, and reports which is better.",
            "mlaudio compare data/two-voices",
            "mlaudio compare recordings --models lr,cnn --seed 7 --json > metrics.json",
            "mlaudio compare recordings --folds 5 --set training.learning_rate=3e-4 --set cnn.network.channels=16,32",
            "mlaudio compare --config runs/20261128-091500-recordings/config.json",
            "mlaudio compare recordings/list.csv --group speaker --positive cough",
            "mlaudio compare recordings --group '_(speaker[0-9]+)_'")
        {
            models,
        };
        flags.AddTo(command, withFolds: true);
        command.Options.Add(CommandOptions.Json());
        bind(command, parsed => flags.Fill(new CompareOptions { Models = parsed.GetValue(models) }, parsed));
        return command;
    }
}
