using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Commands;

/// <summary>Options that name models of the zoo.</summary>
internal static class ModelNames
{
    /// <summary>What --models may name.</summary>
    public static IReadOnlyList<string> WithAll { get; } = [.. KnownModels.Names, KnownModels.All];

    /// <summary>Several, with commas.</summary>
    public static Option<IReadOnlyList<string>?> Several() => new("--models")
    {
        Description = $"Which models, separated by commas: {string.Join(", ", WithAll)} [default: {string.Join(',', KnownModels.Usual)}]",
        HelpName = "NAMES",
        CustomParser = Parse,
    };

    /// <summary>One.</summary>
    public static Option<string?> One()
    {
        var model = CommandOptions.Text("--model", "NAME", $"Which model: {string.Join(", ", KnownModels.Names)}; may be left out where --config names one only.");
        model.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !KnownModels.Names.Contains(word.Value.ToLowerInvariant())) result.AddError(Suggestion.Unknown("--model", word.Value, KnownModels.Names));
        });
        return model;
    }

    private static List<string> Parse(ArgumentResult argument)
    {
        List<string> names = [];
        foreach (string word in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            string name = word.ToLowerInvariant();
            if (!WithAll.Contains(name)) argument.AddError(Unknown(word));
            else if (!names.Contains(name)) names.Add(name);
        }
        return names;
    }

    private static string Unknown(string word) => word.Length == 0
        ? $"--models has an empty name; write names of {string.Join(", ", WithAll)} with commas between them."
        : Suggestion.Unknown("--models", word, WithAll);
}
