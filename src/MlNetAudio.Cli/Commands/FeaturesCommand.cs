using System.CommandLine;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio features`: what a model would hear, as numbers in a file.</summary>
internal static class FeaturesCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, FeaturesOptions>> bind)
    {
        string[] names = [.. FeatureCatalog.All.Select(feature => feature.Name)];
        var input = new Argument<string>("FILE|FOLDER") { Description = "A recording, or a folder of them." };
        var feature = new Option<string>("--feature") { Description = $"Which one: {string.Join(", ", names)}.", HelpName = "NAME", Required = true };
        var output = new Option<string>("--out")
        {
            Description = "FILE.npy [features, frames] of one recording, FILE.csv with a row for each frame, or a folder for one .npy per recording.",
            HelpName = "FILE.npy|FILE.csv|DIR",
            Required = true,
        };
        var preset = CommandOptions.Text("--preset", "P", "Whose defaults are taken: librosa, torchaudio, htk or kaldi, where the feature has them.");
        var rate = CommandOptions.Whole("--sample-rate", "HZ", "The rate that recordings are resampled to [default: each at its own]", minimum: 1, maximum: 768_000);
        var statistics = CommandOptions.Text("--statistics", "NAMES", $"One row per recording instead of one per frame: any of {string.Join(", ", Statistic.Names)}, with commas.");
        var delta = CommandOptions.Whole("--delta", "1|2", "Its change over time instead, of that order.", minimum: 1, maximum: 2);
        var command = new DocumentedCommand("features", "Extracts a feature of recordings, with the numbers of librosa or torchaudio.",
            "mlaudio features speech.wav --feature mfcc --n-mfcc 13 --out mfcc.npy",
            "mlaudio features recordings --feature log-mel --preset torchaudio --sample-rate 16000 --out spectrograms/",
            "mlaudio features recordings --feature rms --statistics mean,std --out loudness.csv")
        {
            input, feature, output, preset, rate, delta, statistics, CommandOptions.Json(),
        };
        var flags = FeatureFlags.All.Select(item => (Item: item, Option: Flag(item))).ToArray();
        foreach (var (_, option) in flags) command.Options.Add(option);
        input.RefuseMistypedOptions(command);
        bind(command, parsed =>
        {
            var kind = Find(parsed.GetRequiredValue(feature), names);
            var chosen = Preset(kind, parsed.GetValue(preset));
            (FeatureFlags.Item Item, string Text)[] given = [.. flags.Where(flag => parsed.GetValue(flag.Option) is not null).Select(flag => (flag.Item, parsed.GetValue(flag.Option)!))];
            return new FeaturesOptions
            {
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Feature = sampleRateHz => Build(kind, chosen, sampleRateHz, given),
                DeltaOrder = parsed.GetValue(delta),
                Statistics = [.. (parsed.GetValue(statistics) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Statistic.Parse)],
                SampleRateHz = parsed.GetValue(rate),
            };
        });
        return command;
    }

    private static Option<string?> Flag(FeatureFlags.Item item)
    {
        string of = item.Features.Count == FeatureCatalog.All.Count ? "" : item.Features.Count > 6 ? $"Of {item.Features.Count} features." : $"Of {string.Join(", ", item.Features)}.";
        var option = CommandOptions.Text(item.Flag, item.Placeholder, of);
        if (item.Alias is { } alias) option.Aliases.Add(alias);
        return option;
    }

    private static IFeatureOptions Build(FeatureKind kind, FeaturePreset preset, int sampleRateHz, IEnumerable<(FeatureFlags.Item Item, string Text)> flags)
    {
        var options = preset.Create(sampleRateHz);
        foreach (var (item, text) in flags) FeatureFlags.Set(options, kind.Name, item, text);
        return options;
    }

    private static FeatureKind Find(string word, string[] names) =>
        FeatureCatalog.All.FirstOrDefault(kind => kind.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown("--feature", word, names);

    private static FeaturePreset Preset(FeatureKind kind, string? word) => word is null
        ? kind.Presets[0]
        : kind.Presets.FirstOrDefault(preset => preset.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown($"--preset of {kind.Name}", word, [.. kind.Presets.Select(preset => preset.Name)]);

    private static ArgumentException Unknown(string option, string word, string[] known) => new(Suggestion.Unknown(option, word, known));
}
