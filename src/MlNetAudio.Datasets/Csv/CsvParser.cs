using System.Text;

namespace MlNetAudio.Datasets.Csv;

/// <summary>Comma-separated text by RFC 4180 → rows of fields; strict, so that a slip becomes an error with its line and not a wrong label.</summary>
/// <remarks>Lines may end in LF, CRLF or CR; quoted fields may hold commas, doubled quotes and line ends. Blank lines are no rows.</remarks>
internal sealed class CsvParser
{
    private readonly string _source;
    private readonly TextReader _reader;
    private readonly StringBuilder _field = new();
    private int _current, _next;   // the character at hand and the one behind it, −1 at the end
    private int _line = 1;

    private CsvParser(string source, TextReader reader)
    {
        (_source, _reader) = (source, reader);
        (_current, _next) = (Character(), Character());
    }

    /// <summary>Row by row, as they are asked for.</summary>
    /// <param name="source">How errors name the file.</param>
    /// <exception cref="DatasetException">A quote is misplaced or never closed, or there are zero bytes; when the row that has it is reached.</exception>
    public static IEnumerable<CsvRow> Parse(string source, TextReader reader)
    {
        var parser = new CsvParser(source, reader);
        while (parser._current >= 0)
        {
            int line = parser._line;
            var fields = parser.Record();
            if (fields is not [""]) yield return new(line, fields);
        }
    }

    private List<string> Record()
    {
        List<string> fields = [];
        do fields.Add(_current == '"' ? Quoted() : Plain());
        while (Take(','));
        LineEnd();
        return fields;
    }

    private string Plain()
    {
        _field.Clear();
        while (_current is not (',' or '\n' or '\r' or < 0))
        {
            if (_current == '"') throw Fault(_line, "a quote stands inside a field that does not start with one; put the whole field in quotes and double the quotes inside it");
            _field.Append((char)_current);
            Advance();
        }
        return _field.ToString();
    }

    private string Quoted()
    {
        int opened = _line;
        _field.Clear();
        Advance();
        while (true)
        {
            if (_current < 0) throw Fault(opened, "a quote is opened and never closed");
            if (Take('"'))
            {
                if (!Take('"')) break;
                _field.Append('"');
            }
            else
            {
                if (_current == '\n' || (_current == '\r' && _next != '\n')) _line++;
                _field.Append((char)_current);
                Advance();
            }
        }
        return _current is ',' or '\n' or '\r' or < 0
            ? _field.ToString()
            : throw Fault(_line, "text follows a closing quote; put the whole field in quotes and double the quotes inside it");
    }

    private void LineEnd()
    {
        bool ended = Take('\r');
        ended |= Take('\n');
        if (ended) _line++;
    }

    private bool Take(char expected)
    {
        if (_current != expected) return false;
        Advance();
        return true;
    }

    private void Advance() => (_current, _next) = (_next, Character());

    private int Character() => _reader.Read() is var character and not 0 ? character : throw new DatasetException($"{_source}: the file holds zero bytes, so it is no CSV text; save it as CSV UTF-8.");

    private DatasetException Fault(int line, string what) => new(FormattableString.Invariant($"{_source} line {line}: {what}."));
}
