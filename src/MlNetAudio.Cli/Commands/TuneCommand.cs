using System.CommandLine;
using MlNetAudio.Pipelines.Settings;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio tune`: searches the settings of one model.</summary>
internal static class TuneCommand
{
    private const double LongestMinutes = 60 * 24 * 365;

    private static readonly string[] Methods = [.. Enum.GetNames<SearchMethod>().Select(name => name.ToLowerInvariant())];

    public static DocumentedCommand Create(Action<Command, Func<ParseResult, TuneOptions>> bind)
    {
        var model = ModelNames.One();
        var trials = CommandOptions.Whole("--trials", "N", "How many settings are tried, those before a --resume included [default: 20]", minimum: 1);
        var minutes = CommandOptions.Positive("--minutes", "M", "No trial is begun after that time.", LongestMinutes);
        var method = CommandOptions.Text("--method", string.Join('|', Methods), "How the next settings are drawn: by what was good so far (a tree-structured Parzen estimator), or at random [default: tpe]");
        method.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !Methods.Contains(word.Value.ToLowerInvariant())) result.AddError(Suggestion.Unknown("--method", word.Value, Methods));
        });
        var space = new Option<string[]>("--space")
        {
            Description = "KEY=RANGE adds a setting to the model's usual space or gives it another range: LOW..HIGH, log:LOW..HIGH, or values with commas (lists of numbers with '/' between them). "
                + "A .json or .yaml file of such keys and ranges stands for the whole space. May be given again. What --set sets is not searched.",
            HelpName = "FILE|KEY=RANGE",
        };
        var every = new Option<bool>("--no-stopping") { Description = "Train every trial to its end, also one that is worse than the median of earlier ones." };
        var resume = CommandOptions.Text("--resume", "DIR", "Goes on with an interrupted search; it ends with the trials of one that was not interrupted.");
        var list = new Option<bool>("--list-space") { Description = "Show what would be searched, and search nothing." };
        var flags = new RunFlags();
        var command = new DocumentedCommand("tune", "Searches the settings of one model: trains it with each, judges it on the validation part alone, and writes the best as a config for train.",
            "mlaudio tune recordings --model cnn --trials 50 --minutes 60",
            "mlaudio tune recordings --model cnn --space learning_rate=log:1e-4..1e-2 --space n_mels=40,64,128 --set training.epochs=20",
            "mlaudio tune --resume runs/20261128-091500-recordings-tune-cnn",
            "mlaudio train --config runs/20261128-091500-recordings-tune-cnn/best-config.json")
        {
            model, trials, minutes, method, space, every, resume, list,
        };
        flags.AddTo(command, withFolds: false, result => result.GetResult(resume) is not null || result.GetResult(list) is { Implicit: false });
        command.Options.Add(CommandOptions.Json());
        command.Validators.Add(result =>
        {
            if (result.GetResult(model) is null && result.GetResult("--config") is null && result.GetResult(resume) is null) result.AddError("A model is needed: --model NAME, or --config FILE that names one.");
            if (result.GetResult(resume) is null) return;
            Option[] changing = [model, method, space, every, list];
            string[] others = [.. changing.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name), .. flags.Given(result)];
            if (others.Length > 0) result.AddError($"--resume goes on with a search as it was asked for; leave out {string.Join(", ", others)} (only --trials and --minutes can be changed).");
        });
        bind(command, parsed => flags.Fill(new TuneOptions
        {
            Model = parsed.GetValue(model)?.ToLowerInvariant(),
            Trials = parsed.GetValue(trials),
            Minutes = parsed.GetValue(minutes),
            Method = parsed.GetValue(method) is { } word ? Enum.Parse<SearchMethod>(word, ignoreCase: true) : default,
            Space = parsed.GetValue(space) ?? [],
            RunsEveryTrial = parsed.GetValue(every),
            ListsSpace = parsed.GetValue(list),
        }, parsed) with
        { Resume = parsed.GetValue(resume) });
        return command;
    }
}
