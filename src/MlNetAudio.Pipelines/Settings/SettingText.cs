using System.Collections;
using System.Globalization;
using System.Text;

namespace MlNetAudio.Pipelines.Settings;

/// <summary>Values of settings as words of a command line and back: numbers in invariant form, choices in snake case, lists with commas, "none" for nothing.</summary>
internal static class SettingText
{
    /// <summary>The types a setting can have: int, long, float, double, bool, string, enums, each nullable, and lists of them.</summary>
    public static bool IsValue(Type type) => IsScalar(Bare(type)) || (Element(type) is { } element && IsScalar(element));

    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>What a list is of, or null.</summary>
    public static Type? Element(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool begins = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    /// <summary>The same word however it is written: without case, '-', '_' and '.'.</summary>
    public static string Plain(string word) => new([.. word.Where(letter => letter is not ('-' or '_' or '.')).Select(char.ToLowerInvariant)]);

    public static string Placeholder(Type type)
    {
        if (Element(type) is { } element) return $"{Placeholder(element)},...";
        var bare = Bare(type);
        string placeholder = bare.IsEnum ? string.Join('|', Enum.GetNames(bare).Select(Snake)) : bare == typeof(bool) ? "true|false" : bare == typeof(string) ? "TEXT" : "N";
        return bare == type ? placeholder : $"{placeholder}|none";
    }

    public static string Of(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        Enum choice => Snake(choice.ToString()),
        IEnumerable list => string.Join(',', list.Cast<object?>().Select(Of)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <exception cref="SettingException">The text does not fit the type; the message names the key and what may be written.</exception>
    public static object? Parse(string key, Type type, string text)
    {
        text = text.Trim();
        if (Element(type) is { } element)
        {
            string[] parts = text is "" or "none" ? [] : text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var values = Array.CreateInstance(element, parts.Length);
            for (int i = 0; i < parts.Length; i++) values.SetValue(Parse(key, element, parts[i]), i);
            return values;
        }
        if (Nullable.GetUnderlyingType(type) is { } inner) return text is "none" or "null" ? null : Parse(key, inner, text);
        if (type == typeof(string)) return text is "none" or "null" ? null : text;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole : throw Refused("a whole number");
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large) ? large : throw Refused("a whole number");
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : throw Refused("a number");
        if (type == typeof(float)) return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) && float.IsFinite(single) ? single : throw Refused("a number");
        if (type == typeof(bool)) return bool.TryParse(text, out bool flag) ? flag : throw Refused("true or false");
        string plain = Plain(text);
        string? name = Enum.GetNames(type).FirstOrDefault(name => Plain(name) == plain);
        return name is null ? throw Refused($"one of {string.Join(", ", Enum.GetNames(type).Select(Snake))}") : Enum.Parse(type, name);

        SettingException Refused(string wanted) => new(key, $"{key} must be {wanted}{(text.Length == 0 ? "" : $", got '{text}'")}.");
    }

    private static bool IsScalar(Type type) =>
        type.IsEnum || type == typeof(int) || type == typeof(long) || type == typeof(float) || type == typeof(double) || type == typeof(bool) || type == typeof(string);
}
