using System.Text.RegularExpressions;
using MlNetAudio.Datasets.Csv;

namespace MlNetAudio.Datasets.Layouts;

/// <summary>Where a label or a group is read from: a column of the manifest, or a pattern searched in the relative path.</summary>
internal sealed class Selector
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);   // a pattern that backtracks for ever is a mistake, not work

    private static readonly string[] LabelColumns = ["label", "class"];

    private readonly Func<Candidate, string?> _value;
    private readonly string _role;

    private Selector(string role, string rule, Func<Candidate, string?> value) => (_role, Rule, _value) = (role, rule, value);

    /// <summary>For people: <c>column 'speaker'</c> or <c>pattern '_(\d+)_'</c>.</summary>
    public string Rule { get; }

    /// <param name="role">"group" or "label".</param>
    /// <param name="text">A column's name or a pattern.</param>
    /// <exception cref="DatasetException">It is neither; the message lists the columns.</exception>
    public static Selector For(string role, string text, CsvTable? table)
    {
        if (table is not null && table.IndexOf(text) is >= 0 and var column) return Column(role, table, column);
        if (text.Contains('(', StringComparison.Ordinal)) return Pattern(role, text);

        throw new DatasetException(table is null
            ? $"The {role} '{text}' is no pattern with one capture group, and without a manifest there are no columns; give a pattern such as '_(speaker[0-9]+)_'."
            : $"The {role} '{text}' is neither a column of {table.Source} ({string.Join(", ", table.Columns)}) nor a pattern with one capture group.");
    }

    /// <summary>The manifest's column label or class, or null.</summary>
    public static Selector? LabelColumn(CsvTable table)
    {
        int column = LabelColumns.Select(table.IndexOf).FirstOrDefault(index => index >= 0, -1);
        return column >= 0 ? Column("label", table, column) : null;
    }

    public static Selector Column(string role, CsvTable table, int column) =>
        new(role, $"column '{table.Columns[column]}'", candidate => table.Filled(candidate.Row!, column, $"give every recording a {role}"));

    /// <summary>The value of one candidate, or null where a pattern does not match.</summary>
    public string? ValueOf(Candidate candidate) => _value(candidate);

    /// <exception cref="DatasetException">The pattern does not match every candidate; the message names the first that it misses.</exception>
    public string[] ValuesOf(IReadOnlyCollection<Candidate> candidates)
    {
        string?[] values = [.. candidates.Select(_value)];
        int missed = values.Count(value => value is null);
        if (missed > 0)
        {
            string first = candidates.ElementAt(Array.IndexOf(values, null)).RelativePath;
            throw new DatasetException(FormattableString.Invariant(
                $"The {_role} {Rule} does not match {missed} of {values.Length} recordings, first {first}; it must capture a {_role} in every relative path."));
        }
        return values!;
    }

    private static Selector Pattern(string role, string text)
    {
        Regex regex;
        try
        {
            regex = new(text, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexParseException error)
        {
            throw new DatasetException($"The {role} pattern '{text}' is not a regular expression: {error.Message}", error);
        }

        int capture = regex.GroupNumberFromName(role);
        if (capture < 0) capture = regex.GetGroupNumbers() is [_, var only] ? only : throw new DatasetException(
            $"The {role} pattern '{text}' must have exactly one capture group, or one named '{role}': write (?:...) for the others and (...) around the {role}.");

        return new(role, $"pattern '{text}'", candidate =>
        {
            try
            {
                return regex.Match(candidate.RelativePath).Groups[capture] is { Success: true, Length: > 0 } found ? found.Value : null;
            }
            catch (RegexMatchTimeoutException error)
            {
                throw new DatasetException($"The {role} pattern '{text}' takes more than a second on {candidate.RelativePath}; make its repetitions less ambiguous.", error);
            }
        });
    }
}
