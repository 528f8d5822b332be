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
        Description = $"Which models, separated by commas: {string.Join(", ", WithAll)}, or the mean of some, as ensemble:cnn+rf and deep-ensemble:cnnx5 [default: {string.Join(',', KnownModels.Usual)}]",
        HelpName = "NAMES",
        CustomParser = Parse,
    };

    /// <summary>One.</summary>
    public static Option<string?> One()
    {
        var model = CommandOptions.Text("--model", "NAME", $"Which model: {string.Join(", ", KnownModels.Names)}; may be left out where --config names one only.");
        model.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && Fault("--model", word.Value, KnownModels.Names) is { } fault) result.AddError(fault);
        });
        return model;
    }

    private static List<string> Parse(ArgumentResult argument)
    {
        List<string> names = [];
        foreach (string word in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            string name = word.ToLowerInvariant();
            if (Fault("--models", word, WithAll) is { } fault) argument.AddError(fault);
            else if (!names.Contains(name)) names.Add(name);
        }
        return names;
    }

    /// <summary>What is wrong with a name, or null: a word with ':' is an ensemble, whose members the zoo looks at.</summary>
    private static string? Fault(string option, string word, IReadOnlyList<string> known)
    {
        if (word.Length == 0) return $"{option} has an empty name; write names of {string.Join(", ", known)} with commas between them.";
        if (!word.Contains(':', StringComparison.Ordinal)) return known.Contains(word.ToLowerInvariant()) ? null : Suggestion.Unknown(option, word, known);
        try
        {
            KnownModels.Describe(word);
            return null;
        }
        catch (ArgumentException e)
        {
            return $"{option}: {e.Message}";
        }
    }
}
