using System.CommandLine;
using System.Globalization;

namespace MlNetAudio.Cli.Commands;

/// <summary>Options that more than one command has, and options whose errors name the option, the rule and the value.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print the results as one JSON document on stdout." };

    public static Option<bool> Verbose() => new("--verbose") { Description = "Show the details of an error.", Recursive = true };

    public static Option<string?> Text(string name, string placeholder, string description) => new(name) { Description = description, HelpName = placeholder };

    public static Option<int?> Whole(string name, string placeholder, string description, int minimum = int.MinValue, int maximum = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum) return value;
            argument.AddError(minimum != int.MinValue && maximum == int.MaxValue
                ? FormattableString.Invariant($"{name} must be a whole number of at least {minimum}, got '{text}'.")
                : FormattableString.Invariant($"{name} must be a whole number between {minimum} and {maximum}, got '{text}'."));
            return null;
        },
    };

    public static Option<double?> Positive(string name, string placeholder, string description, double maximum) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && value <= maximum) return value;
            argument.AddError(FormattableString.Invariant($"{name} must be a number above 0 and at most {maximum}, got '{text}'."));
            return null;
        },
    };

    /// <summary>From 0 to below 1.</summary>
    public static Option<double?> Share(string name, string placeholder, string description) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and < 1) return value;
            argument.AddError($"{name} must be a number of at least 0 and below 1, got '{text}'.");
            return null;
        },
    };

    /// <summary>A mistyped option would pass for a path where paths are taken; a path that does start with '-' exists or follows "--".</summary>
    public static void RefuseMistypedOptions(this Argument argument, Command command) => argument.Validators.Add(result =>
    {
        foreach (string word in result.Tokens.Select(token => token.Value))
            if (word.StartsWith('-') && !Path.Exists(word)) result.AddError(UsageFaults.UnknownOption(word, command));
    });
}
