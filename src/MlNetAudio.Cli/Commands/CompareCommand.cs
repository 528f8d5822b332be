using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio compare`: trains models on one split of a dataset and reports which is better.</summary>
internal static class CompareCommand
{
    /// <summary>What --models may name.</summary>
    public static IReadOnlyList<string> ModelNames { get; } = [.. KnownModels.Names, KnownModels.All];

    public static DocumentedCommand Create(Action<Command, Func<ParseResult, CompareOptions>> bind)
    {
        var dataset = new Argument<string>("DATASET") { Description = "A folder with one folder per class, a folder with a manifest.csv, or a .csv manifest." };
        var models = new Option<IReadOnlyList<string>>("--models")
        {
            Description = $"Which models, separated by commas: {string.Join(", ", ModelNames)} [default: {string.Join(',', KnownModels.Usual)}]",
            HelpName = "NAMES",
            CustomParser = ParseModels,
        };
        var folder = new Option<string>("--out") { Description = "The folder of the run: new, empty, or of an earlier run, which is replaced [default: runs/<time>-<dataset>]", HelpName = "DIR" };
        var seed = CommandOptions.Whole("--seed", "N", "Makes split and training repeatable [default: 1]");
        var epochs = CommandOptions.Whole("--epochs", "N", "Passes over the training part at most, for deep models.", minimum: 1);
        var group = CommandOptions.Text("--group", "COLUMN|PATTERN", "What must stay on one side of the split: a column of the manifest, or a regular expression with one capture group for the path.");
        var label = CommandOptions.Text("--label", "COLUMN|PATTERN", "Where the classes are, likewise, if not in the column 'label' or in the folders.");
        var positive = CommandOptions.Text("--positive", "LABEL", "The class whose probability is scored; of more than two, it against all others.");
        var clip = CommandOptions.Positive("--clip-seconds", "S", "Clip length of deep models: shorter clips are padded, longer ones cropped.", ExperimentOptions.HighestClipSeconds);
        var rate = CommandOptions.Whole("--sample-rate", "HZ", "The rate that recordings are resampled to.", ExperimentOptions.LowestSampleRateHz, ExperimentOptions.HighestSampleRateHz);
        var batch = CommandOptions.Whole("--batch", "N", "Clips in a training step of deep models.", minimum: 1);

        var command = new DocumentedCommand("compare", "Trains models on one leakage-proof split of a dataset, scores each as the ONNX file that ships, and reports which is better.",
            "mlaudio compare data/two-voices",
            "mlaudio compare recordings --models lr,cnn --seed 7 --json > metrics.json",
            "mlaudio compare recordings/list.csv --group speaker --positive cough",
            "mlaudio compare recordings --group '_(speaker[0-9]+)_'")
        {
            dataset, models, folder, seed, epochs, group, label, positive, clip, rate, batch, CommandOptions.Json(),
        };
        dataset.RefuseMistypedOptions(command);
        bind(command, parsed => new CompareOptions
        {
            Dataset = parsed.GetRequiredValue(dataset),
            Models = parsed.GetValue(models) ?? KnownModels.Usual,
            OutputFolder = parsed.GetValue(folder),
            Seed = parsed.GetValue(seed) ?? 1,
            Epochs = parsed.GetValue(epochs),
            Group = parsed.GetValue(group),
            Label = parsed.GetValue(label),
            Positive = parsed.GetValue(positive),
            ClipSeconds = parsed.GetValue(clip),
            SampleRateHz = parsed.GetValue(rate),
            BatchSize = parsed.GetValue(batch),
        });
        return command;
    }

    private static List<string> ParseModels(ArgumentResult argument)
    {
        List<string> names = [];
        foreach (string word in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            string name = word.ToLowerInvariant();
            if (!ModelNames.Contains(name)) argument.AddError(Unknown(word));
            else if (!names.Contains(name)) names.Add(name);
        }
        return names;
    }

    private static string Unknown(string word) => word.Length == 0
        ? $"--models has an empty name; write names of {string.Join(", ", ModelNames)} with commas between them."
        : Suggestion.Unknown("--models", word, ModelNames);
}
