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
        Description = $"Which models, separated by commas: {string.Join(", ", WithAll)}, ensemble:A+B (the mean of models), deep-ensemble:AxN (one model from N seeds) [default: {string.Join(',', KnownModels.Usual)}]",
        HelpName = "NAMES",
        CustomParser = Parse,
    };

    /// <summary>One.</summary>
    public static Option<string?> One()
    {
        var model = CommandOptions.Text("--model", "NAME", $"Which model: {string.Join(", ", KnownModels.Names)}; may be left out where --config names one only.");
        model.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !KnownModels.Names.Contains(word.Value.ToLowerInvariant()) && FaultOf("--model", word.Value, KnownModels.Names) is { } fault) result.AddError(fault);
        });
        return model;
    }

    private static List<string> Parse(ArgumentResult argument)
    {
        List<string> names = [];
        foreach (string word in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            string name = word.ToLowerInvariant();
            if (!WithAll.Contains(name) && FaultOf("--models", word, WithAll) is { } fault) argument.AddError(fault);
            else if (!names.Contains(name)) names.Add(name);
        }
        return names;
    }

    /// <summary>Null for an ensemble of known models.</summary>
    private static string? FaultOf(string option, string word, IReadOnlyList<string> known)
    {
        if (word.Length == 0) return $"{option} has an empty name; write names of {string.Join(", ", known)} with commas between them.";
        if (!word.Contains(':', StringComparison.Ordinal)) return Suggestion.Unknown(option, word, known);
        return KnownModels.FaultOf(word) is { } fault ? $"{option}: {fault}" : null;
    }
}
