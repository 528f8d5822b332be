using System.Globalization;
using System.Text;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>RFC 4180 lines. Texts are always quoted: names of files may hold anything.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    public CsvText(params IEnumerable<string> header) => _text.AppendJoin(',', header.Select(name => name.AsSpan().IndexOfAny(",\"\r\n") < 0 ? name : Quote(name))).Append('\n');

    /// <summary>Strings are quoted; numbers are written so that they read back exactly.</summary>
    public void Add(params IEnumerable<object?> values) => _text.AppendJoin(',', values.Select(Field)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Quote(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString() ?? ""),
    };

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
