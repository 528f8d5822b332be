namespace MlNetAudio.Cli.Console;

/// <summary>Rows as aligned text; a column whose cells all start with a digit or a sign is set to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">Each with as many cells as the header.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        bool[] numbers = [.. header.Select((_, column) => rows.Count > 0 && rows.All(row => row[column] is [var first, ..] && (char.IsAsciiDigit(first) || first is '-' or '+')))];
        foreach (var row in rows.Prepend(header)) output.WriteLine(string.Join(Gap, row.Select(Padded)).TrimEnd());

        string Padded(string cell, int column) => numbers[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
