using System.Text;

namespace MlNetAudio.Onnx.Export;

/// <summary>Text from outside as text that any reader can show: control characters become spaces, halves of surrogate pairs the replacement character.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune)) plain.Append(' ');
            else plain.Append(rune);
        }
        return plain.ToString();
    }
}
