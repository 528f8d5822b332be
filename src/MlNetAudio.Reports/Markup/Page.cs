using System.Text;

namespace MlNetAudio.Reports.Markup;

/// <summary>A page under construction, one escaped line after the other.</summary>
internal sealed class Page
{
    private readonly StringBuilder _text = new();

    public void Add(EscapingHandler markup) => _text.Append(markup.Finish().Text).Append('\n');

    /// <summary>Text that must stand exactly as it is, such as a script; never anything that came with the data.</summary>
    public void AddVerbatim(string text) => _text.Append(text).Append('\n');

    public override string ToString() => _text.ToString();
}
