using System.CommandLine;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Commands;

/// <summary>What is wrong with a command line, one sentence each, with what may have been meant.</summary>
internal static class UsageFaults
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand) return [MissingCommand(parsed, command)];

        // Whatever else is wrong follows from the option: its value stands there without one.
        string[] options = [.. parsed.UnmatchedTokens.Where(word => word.StartsWith('-'))];
        return options.Length > 0 ? [.. options.Select(word => UnknownOption(word, command))] : [.. parsed.Errors.Select(error => error.Message).Distinct()];
    }

    public static string UnknownOption(string word, Command command)
    {
        string[] known = [.. command.Options.Select(option => option.Name), "--verbose", "--help"];
        return Suggestion.Nearest(word, known) is [_, ..] nearest
            ? $"There is no option '{word}'; did you mean {string.Join(" or ", nearest)}?"
            : $"There is no option '{word}'. A path that starts with '-' is written ./{word}.";
    }

    private static string MissingCommand(ParseResult parsed, Command root)
    {
        string[] known = [.. root.Subcommands.Select(command => command.Name)];
        if (parsed.UnmatchedTokens is not [var word, ..]) return $"A command is needed: {string.Join(", ", known)}.";
        return Suggestion.Nearest(word, known) is [_, ..] nearest
            ? $"There is no command '{word}'; did you mean {string.Join(" or ", nearest)}?"
            : $"There is no command '{word}'; there are {string.Join(", ", known)}.";
    }
}
