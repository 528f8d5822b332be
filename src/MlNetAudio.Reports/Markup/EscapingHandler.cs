using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MlNetAudio.Reports.Markup;

/// <summary>What the compiler turns $"…" into where HTML is expected: values are formatted without a culture and escaped for text and quoted attributes.</summary>
[InterpolatedStringHandler]
internal readonly struct EscapingHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + 16 * formattedCount);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Html html) => _text.Append(html.Text);

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(double number, string format) => _text.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public Html Finish() => new(_text.ToString());
}
