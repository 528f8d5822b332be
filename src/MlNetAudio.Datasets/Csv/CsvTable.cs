using System.Text;

namespace MlNetAudio.Datasets.Csv;

/// <summary>A CSV file with a header: named columns, rows of that many fields.</summary>
/// <param name="Source">The file as errors name it.</param>
/// <param name="Columns">The header's names, trimmed; unique without regard to case, but for unnamed ones.</param>
/// <param name="Rows">The records below the header.</param>
internal sealed record CsvTable(string Source, IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DatasetException">The file cannot be read, is not UTF-8, has no header, or a row is malformed.</exception>
    public static CsvTable Read(string path)
    {
        var (header, rows) = Stream(path);
        return header with { Rows = [.. rows] };
    }

    /// <summary>The header as a table without rows, and the rows as they are asked for, each time read anew.</summary>
    /// <exception cref="DatasetException">The file cannot be read, is not UTF-8 or has no header; a malformed row is found when it is reached.</exception>
    public static (CsvTable Header, IEnumerable<CsvRow> Rows) Stream(string path)
    {
        using var rows = Guarded(path).GetEnumerator();
        var header = Header(path, rows);
        return (header, Guarded(path).Skip(1).Select(header.Checked));
    }

    /// <exception cref="DatasetException">There is no header, or a row is malformed.</exception>
    public static CsvTable Parse(string source, string text)
    {
        using var reader = new StringReader(text);
        using var rows = CsvParser.Parse(source, reader).GetEnumerator();
        var header = Header(source, rows);
        List<CsvRow> table = [];
        while (rows.MoveNext()) table.Add(header.Checked(rows.Current));
        return header with { Rows = table };
    }

    private static CsvTable Header(string source, IEnumerator<CsvRow> rows)
    {
        if (!rows.MoveNext()) throw new DatasetException($"{source}: the file is empty; its first line must name the columns, such as path,label,group.");

        string[] columns = [.. rows.Current.Fields.Select(name => name.Trim())];
        if (columns is [var only] && only.IndexOfAny([';', '\t']) is >= 0 and var at)
            throw new DatasetException($"{source}: the columns are separated by {(only[at] == ';' ? "';'" : "tabs")}; save the file with commas.");
        if (columns.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new DatasetException($"{source}: the column '{twice.Key}' stands {twice.Count()} times in the header; every column needs its own name.");
        return new(source, columns, []);
    }

    private CsvRow Checked(CsvRow row) => row.Fields.Count == Columns.Count ? row : throw new DatasetException(FormattableString.Invariant(
        $"{Source} line {row.Line}: {row.Fields.Count} fields where the header names {Columns.Count}; put fields that hold a comma in quotes."));

    /// <summary>The rows of a file, header first; what the system or the encoding has against it becomes a DatasetException.</summary>
    private static IEnumerable<CsvRow> Guarded(string path)
    {
        using var reader = Guard(path, () => new StreamReader(path, Utf8, detectEncodingFromByteOrderMarks: true));
        using var rows = Guard(path, () => CsvParser.Parse(path, reader).GetEnumerator());
        while (Guard(path, rows.MoveNext)) yield return rows.Current;
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException error)
        {
            throw new DatasetException($"{path}: the file is not UTF-8 text; save it as CSV UTF-8.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path}: the file cannot be read ({error.Message.TrimEnd('.')}).", error);
        }
    }

    /// <summary>Index of the column of this name in any case, or −1.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    /// <summary>The row as name → field, without regard to case and without unnamed columns.</summary>
    public IReadOnlyDictionary<string, string> Named(CsvRow row)
    {
        Dictionary<string, string> named = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Columns.Count; i++)
            if (Columns[i].Length > 0) named.Add(Columns[i], row.Fields[i]);
        return named;
    }

    /// <summary>The first of the names that is a column and not empty in every row, as its index, or −1.</summary>
    public int FirstFilled(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int column = IndexOf(name);
            if (column >= 0 && Rows.Any(row => row.Fields[column].Trim().Length > 0)) return column;
        }
        return -1;
    }

    /// <exception cref="DatasetException">The field holds nothing but blanks.</exception>
    public string Filled(CsvRow row, int column, string remedy) => row.Fields[column].Trim() is { Length: > 0 } value
        ? value
        : throw new DatasetException(FormattableString.Invariant($"{Source} line {row.Line}: the column '{Columns[column]}' is empty; {remedy}."));
}
