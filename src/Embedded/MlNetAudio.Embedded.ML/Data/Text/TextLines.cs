using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The lines of a text that are not empty, taken apart into fields.</summary>
internal sealed class TextLines(TextReader reader, TextFormat format)
{
    private readonly StringBuilder _quoted = new();
    private string _line;

    /// <summary>From 1; of a line with line breaks in quotes the last.</summary>
    public long LineNumber { get; private set; }

    public bool MoveNext()
    {
        do
        {
            _line = reader.ReadLine();
            LineNumber++;
        }
        while (_line is not null && _line.AsSpan().Trim().IsEmpty);
        return _line is not null;
    }

    /// <exception cref="InvalidDataException">A quoted field does not end.</exception>
    public string[] Fields()
    {
        var fields = new List<string>();
        int position = 0;
        while (true)
        {
            fields.Add(NextField(ref position));
            if (position >= _line.Length) return [.. fields];
            position++;   // the separator
            if (position == _line.Length)
            {
                fields.Add("");
                return [.. fields];
            }
        }
    }

    private string NextField(ref int position)
    {
        int start = position;
        if (format.Trims) while (start < _line.Length && _line[start] == ' ') start++;
        if (format.AllowsQuoting && start < _line.Length && _line[start] == '"')
        {
            position = start + 1;
            string quoted = QuotedField(ref position);
            while (position < _line.Length && !format.Separators.Contains(_line[position])) position++;
            return quoted;
        }
        int end = _line.AsSpan(position).IndexOfAny(format.Separators);
        end = end < 0 ? _line.Length : position + end;
        var field = _line.AsSpan(position, end - position);
        position = end;
        return (format.Trims ? field.Trim(' ') : field).ToString();
    }

    /// <summary>From behind the opening mark to behind the closing one.</summary>
    private string QuotedField(ref int position)
    {
        _quoted.Clear();
        while (true)
        {
            if (position >= _line.Length)
            {
                string next = format.ReadsMultilines ? reader.ReadLine() : null;
                if (next is null) throw new InvalidDataException($"Line {LineNumber}: a field that begins with a quotation mark has no closing one.");
                LineNumber++;
                _quoted.Append('\n');
                (_line, position) = (next, 0);
                continue;
            }
            char c = _line[position++];
            bool beforeQuote = position < _line.Length && _line[position] == '"';
            if (c == format.Escape && beforeQuote)
            {
                _quoted.Append('"');
                position++;
            }
            else if (c == '"') return _quoted.ToString();
            else _quoted.Append(c);
        }
    }
}
