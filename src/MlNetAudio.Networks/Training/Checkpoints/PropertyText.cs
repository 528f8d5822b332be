using System.Collections;
using System.Globalization;
using System.Reflection;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>Options and layers as text that holds every property, so that two with one text are the same: "AdamOptions { Beta1 = 0.9, … }".</summary>
internal static class PropertyText
{
    /// <summary>Each public property by name, with its text, by name.</summary>
    public static IEnumerable<(string Name, string Text)> Properties(object item) => item.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => (property.Name, Of(property.GetValue(item), inside: true)));

    /// <param name="inside">Of another object: a layer inside another is but named, since it is listed on its own.</param>
    public static string Of(object? value, bool inside = false) => value switch
    {
        null => "none",
        string text => text,
        LayerSpec layer when inside => layer.GetType().Name,
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        ValueType plain => Convert.ToString(plain, CultureInfo.InvariantCulture)!,
        Shape shape => shape.ToString(),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(item, inside: true)))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value).Select(property => $"{property.Name} = {property.Text}"))} }}",
    };
}
