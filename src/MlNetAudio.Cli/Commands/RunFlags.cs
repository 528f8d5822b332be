using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Cli.Commands;

/// <summary>The argument and the options that compare, train and tune share.</summary>
internal sealed class RunFlags
{
    private readonly Argument<string?> _dataset = new("DATASET")
    {
        Description = "A folder with one folder per class, a folder with a manifest.csv, or a .csv manifest; may be left out where --config names one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _config = CommandOptions.Text("--config", "FILE",
        "A .json or .yaml file with the options of a run and the settings of its models, such as the config.json of an earlier run. Other options go before it.");

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "A setting of the models, over --config and all other options: training.epochs=20 of every model that has it, cnn.training.epochs=20 of one. May be given again. `mlaudio train --model NAME --settings` lists them.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string?> _folder = CommandOptions.Text("--out", "DIR", "The folder of the run: new, empty, or of an earlier run, which is replaced [default: runs/<time>-<dataset>]");
    private readonly Option<int?> _seed = CommandOptions.Whole("--seed", "N", "Makes split and training repeatable [default: 1]");
    private readonly Option<int?> _epochs = CommandOptions.Whole("--epochs", "N", "Passes over the training part at most, for deep models.", minimum: 1);

    private readonly Option<string?> _group = CommandOptions.Text("--group", "COLUMN|PATTERN",
        "What must stay on one side of the split: a column of the manifest, or a regular expression with one capture group for the path.");

    private readonly Option<string?> _label = CommandOptions.Text("--label", "COLUMN|PATTERN", "Where the classes are, likewise, if not in the column 'label' or in the folders.");
    private readonly Option<string?> _positive = CommandOptions.Text("--positive", "LABEL", "The class whose probability is scored; of more than two, it against all others.");
    private readonly Option<double?> _clip = CommandOptions.Positive("--clip-seconds", "S", "Clip length of deep models: shorter clips are padded, longer ones cropped.", ExperimentOptions.HighestClipSeconds);
    private readonly Option<int?> _rate = CommandOptions.Whole("--sample-rate", "HZ", "The rate that recordings are resampled to.", ExperimentOptions.LowestSampleRateHz, ExperimentOptions.HighestSampleRateHz);
    private readonly Option<int?> _batch = CommandOptions.Whole("--batch", "N", "Clips in a training step of deep models.", minimum: 1);

    private readonly Option<string?> _backend = CommandOptions.Text("--backend", "NAME", $"What trains deep models: {string.Join(", ", Backends.All.Names)} [default: cpu]");
    private readonly Option<string?> _device = CommandOptions.Text("--device", "cpu|cuda[:N]", "What the backend works on [default: cpu]");

    private readonly Option<string?> _folds = CommandOptions.Text("--folds", "K|COLUMN",
        "Cross-validation instead of one split: K folds (those of the manifest's column 'fold' where it names K, else whole groups), or the folds that a column names.");

    private readonly Option<double?> _validation = CommandOptions.Share("--validation", "SHARE", "Of the recordings outside a fold, the share that networks stop early by [default: 0.1]");

    private readonly Option<string?> _resume = CommandOptions.Text("--resume", "RUN", "Goes on with the run in that folder, which was killed or stopped: it ends with the numbers of one that never was.");
    private readonly Option<bool> _tensorBoard = new("--tensorboard") { Description = "Write the course of every deep model's training as TensorBoard reads it, beside the model." };

    private Option[] Options => [_config, _settings, _folder, _seed, _epochs, _group, _label, _positive, _clip, _rate, _batch, _backend, _device];

    /// <summary>Adds them all.</summary>
    /// <param name="withFolds">Those of a cross-validation too.</param>
    /// <param name="mayLackDataset">Where no data set and no config is needed.</param>
    public void AddTo(Command command, bool withFolds, Func<CommandResult, bool>? mayLackDataset = null)
    {
        command.Arguments.Add(_dataset);
        foreach (var option in Options) command.Options.Add(option);
        if (withFolds)
        {
            command.Options.Add(_folds);
            command.Options.Add(_validation);
            command.Options.Add(_resume);
            command.Options.Add(_tensorBoard);
        }
        _dataset.RefuseMistypedOptions(command);
        _settings.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1) result.AddError($"--set needs KEY=VALUE, got '{token.Value}'.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_dataset) is not { Tokens.Count: > 0 } && result.GetResult(_config) is null && !(withFolds && result.GetResult(_resume) is not null) && mayLackDataset?.Invoke(result) != true)
                result.AddError($"A dataset is needed: mlaudio {command.Name} DATASET, or --config FILE that names one.");
            if (withFolds && result.GetResult(_validation) is not null && result.GetResult(_folds) is null && result.GetResult(_config) is null)
                result.AddError("--validation is the share of a cross-validation; add --folds.");
            if (!withFolds || result.GetResult(_resume) is null) return;
            string[] others = [.. Given(result), .. new Option[] { _folds, _validation }.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
            if (others.Length > 0) result.AddError($"--resume goes on with a run as it was asked for; leave out {string.Join(", ", others)}.");
        });
    }

    /// <summary>Those that stand on the command line, by name.</summary>
    public IEnumerable<string> Given(CommandResult result)
    {
        if (result.GetResult(_dataset) is { Tokens.Count: > 0 }) yield return _dataset.Name;
        foreach (var option in Options.Where(option => result.GetResult(option) is { Implicit: false })) yield return option.Name;
    }

    /// <summary>The options with what the command line says.</summary>
    public T Fill<T>(T options, ParseResult parsed) where T : RunOptions => options with
    {
        Dataset = parsed.GetValue(_dataset),
        Config = parsed.GetValue(_config),
        Settings = [.. (parsed.GetValue(_settings) ?? []).Select(Pair)],
        OutputFolder = parsed.GetValue(_folder),
        Seed = parsed.GetValue(_seed),
        Epochs = parsed.GetValue(_epochs),
        Group = parsed.GetValue(_group),
        Label = parsed.GetValue(_label),
        Positive = parsed.GetValue(_positive),
        ClipSeconds = parsed.GetValue(_clip),
        SampleRateHz = parsed.GetValue(_rate),
        BatchSize = parsed.GetValue(_batch),
        Backend = parsed.GetValue(_backend),
        Device = parsed.GetValue(_device),
        Resume = parsed.GetValue(_resume) ?? options.Resume,
        TensorBoard = parsed.GetValue(_tensorBoard),
        Folds = parsed.GetValue(_folds),
        ValidationFraction = parsed.GetValue(_validation),
    };

    private static KeyValuePair<string, string> Pair(string word) => new(word[..word.IndexOf('=', StringComparison.Ordinal)].Trim(), word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim());
}
