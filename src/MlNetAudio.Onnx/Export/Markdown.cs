using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlNetAudio.Onnx.Export;

/// <summary>Text from outside inside a Markdown document.</summary>
internal static class Markdown
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>On one line, with the characters escaped that would be markup.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in PlainText.Of(text))
        {
            if (c is '\\' or '`' or '*' or '<' or '>' or '|' or '[' or ']') escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>In double quotes, as JSON, YAML, Python and C# all read it; within a code block it cannot end the block.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(PlainText.Of(text), Json);
}
