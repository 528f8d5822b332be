using System.Text;

namespace MlNetAudio.Datasets.Csv;

/// <summary>Comma-separated text by RFC 4180 → rows of fields; strict, so that a slip becomes an error with its line and not a wrong label.</summary>
/// <remarks>Lines may end in LF, CRLF or CR; quoted fields may hold commas, doubled quotes and line ends. Blank lines are no rows.</remarks>
internal sealed class CsvParser(string source, string text)
{
    private int _position;
    private int _line = 1;

    /// <param name="source">How errors name the file.</param>
    /// <exception cref="DatasetException">A quote is misplaced or never closed.</exception>
    public static IReadOnlyList<CsvRow> Parse(string source, string text) => new CsvParser(source, text).Rows();

    private List<CsvRow> Rows()
    {
        List<CsvRow> rows = [];
        while (_position < text.Length)
        {
            int line = _line;
            var fields = Record();
            if (fields is not [""]) rows.Add(new(line, fields));
        }
        return rows;
    }

    private List<string> Record()
    {
        List<string> fields = [];
        do fields.Add(Peek() == '"' ? Quoted() : Plain());
        while (Take(','));
        LineEnd();
        return fields;
    }

    private string Plain()
    {
        int start = _position;
        while (Peek() is not (',' or '\n' or '\r' or null))
        {
            if (Peek() == '"') throw Fault(_line, "a quote stands inside a field that does not start with one; put the whole field in quotes and double the quotes inside it");
            _position++;
        }
        return text[start.._position];
    }

    private string Quoted()
    {
        int opened = _line;
        StringBuilder field = new();
        _position++;
        while (true)
        {
            if (Peek() is not { } character) throw Fault(opened, "a quote is opened and never closed");
            if (Take('"'))
            {
                if (!Take('"')) break;
                field.Append('"');
            }
            else
            {
                if (character == '\n' || (character == '\r' && Peek(1) != '\n')) _line++;
                field.Append(character);
                _position++;
            }
        }
        return Peek() is ',' or '\n' or '\r' or null
            ? field.ToString()
            : throw Fault(_line, "text follows a closing quote; put the whole field in quotes and double the quotes inside it");
    }

    private void LineEnd()
    {
        bool ended = Take('\r');
        ended |= Take('\n');
        if (ended) _line++;
    }

    private char? Peek(int ahead = 0) => _position + ahead < text.Length ? text[_position + ahead] : null;

    private bool Take(char expected)
    {
        if (Peek() != expected) return false;
        _position++;
        return true;
    }

    private DatasetException Fault(int line, string what) => new(FormattableString.Invariant($"{source} line {line}: {what}."));
}
