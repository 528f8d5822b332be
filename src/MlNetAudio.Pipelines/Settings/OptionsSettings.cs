using System.Reflection;
using System.Text.Json.Nodes;

namespace MlNetAudio.Pipelines.Settings;

/// <summary>Options records as settings by name, for config files and command lines: "training.learning_rate" is the LearningRate of the record in Training.</summary>
/// <remarks>
/// What may be set is what the records say: public init properties that are numbers, switches, choices, texts or lists of them, and records inside records (of the type that stands there, where
/// the property's own is abstract). The records' own rules are kept: a value they refuse is refused with the key's name.
/// </remarks>
public static class OptionsSettings
{
    /// <summary>librosa's and torchaudio's names for the last part of a key.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["n_fft"] = "fft_length",
        ["hop"] = "hop_length",
        ["win_length"] = "window_length",
        ["n_mels"] = "mel_bands",
        ["n_mfcc"] = "coefficients",
        ["fmin"] = "minimum_frequency_hz",
        ["fmax"] = "maximum_frequency_hz",
        ["lr"] = "learning_rate",
        ["batch"] = "batch_size",
    };

    /// <summary>Every setting, in the order in which the records name them.</summary>
    public static IReadOnlyList<Setting> Of(object options) => [.. Paths(options).Select(path => new Setting(KeyOf(path), path[^1].PropertyType, Get(options, path)))];

    /// <summary>Whether a key, or the end of one, is among the settings.</summary>
    public static bool Has(object options, string key) => Meant([.. Paths(options)], key).Length > 0;

    /// <summary>The setting that a key, or the end of one, means.</summary>
    /// <exception cref="SettingException">There is no such key (the message names the nearest), or several end so.</exception>
    public static Setting Find(object options, string key)
    {
        var path = PathOf(options, key);
        return new(KeyOf(path), path[^1].PropertyType, Get(options, path));
    }

    /// <summary>The same options with one value changed.</summary>
    /// <param name="key">A whole key, or its last parts where no other key ends in them; librosa's short names (n_fft, hop, n_mels, n_mfcc) count as well.</param>
    /// <param name="text">As on a command line: "0.001", "true", "adam", "16,32,64", "none".</param>
    /// <exception cref="SettingException">There is no such key (the message names the nearest), several end so, or the value is refused.</exception>
    public static T With<T>(T options, string key, string text) where T : notnull
    {
        var path = PathOf(options, key);
        return (T)Replaced(options, path, SettingText.Parse(KeyOf(path), path[^1].PropertyType, text), KeyOf(path));
    }

    /// <summary>The same options with the values of a config's section: an object for each record inside, whatever is left out stays.</summary>
    /// <param name="where">Stands before keys in messages: "models.cnn".</param>
    /// <exception cref="SettingException">A key is unknown (the message names the nearest), or a value is refused.</exception>
    public static T With<T>(T options, JsonObject section, string where = "") where T : notnull
    {
        object result = options;
        foreach (var (name, node) in section) result = WithMember(result, name, node, where.Length == 0 ? name : $"{where}.{name}");
        return (T)result;
    }

    /// <summary>Every setting as a config's section.</summary>
    public static JsonObject ToJson(object options)
    {
        var section = new JsonObject();
        foreach (var property in Properties(options))
        {
            object? value = property.GetValue(options);
            section[SettingText.Snake(property.Name)] = SettingText.IsValue(property.PropertyType) ? Node(value) : value is null ? null : ToJson(value);
        }
        return section;
    }

    private static object WithMember(object options, string name, JsonNode? node, string where)
    {
        string plain = SettingText.Plain(Aliases.GetValueOrDefault(name, name));
        var property = Properties(options).FirstOrDefault(property => SettingText.Plain(property.Name) == plain)
            ?? throw new SettingException(where, Suggestion.Unknown(Holder(where), name, [.. Properties(options).Select(known => SettingText.Snake(known.Name))]));
        if (!SettingText.IsValue(property.PropertyType))
        {
            object inner = property.GetValue(options) ?? throw new SettingException(where, $"{where} cannot be set here: there is none.");
            if (node is not JsonObject section) throw new SettingException(where, $"{where} must be an object with settings, got {node?.ToJsonString() ?? "null"}.");
            return Replaced(options, [property], With(inner, section, where), where);
        }
        return Replaced(options, [property], SettingText.Parse(where, property.PropertyType, Text(node, where)), where);
    }

    /// <summary>Of "training.epoch", training.</summary>
    private static string Holder(string where) => where.LastIndexOf('.') is var dot and >= 0 ? where[..dot] : "The config";

    private static string Text(JsonNode? node, string where) => node switch
    {
        null => "none",
        JsonArray array => string.Join(',', array.Select(item => Text(item, where))),
        JsonValue value => value.TryGetValue(out string? text) ? text : value.ToJsonString(),
        _ => throw new SettingException(where, $"{where} must be a value, got {node.ToJsonString()}."),
    };

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        Enum choice => JsonValue.Create(SettingText.Of(choice)),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => throw new ArgumentException($"{value.GetType()} is no type of a setting."),
    };

    private static PropertyInfo[] PathOf(object options, string key)
    {
        var paths = Paths(options).ToArray();
        var ending = Meant(paths, key);
        return ending.Length switch
        {
            1 => ending[0],
            > 1 => throw new SettingException(key, $"The setting '{key}' is ambiguous: it may be {string.Join(" or ", ending.Select(KeyOf))}."),
            _ => throw new SettingException(key, UnknownKey(key, [.. paths.Select(KeyOf)])),
        };
    }

    /// <summary>The path that is the key as a whole, else every one that ends in it.</summary>
    private static PropertyInfo[][] Meant(PropertyInfo[][] paths, string key)
    {
        string[] parts = key.Split('.');
        parts[^1] = Aliases.GetValueOrDefault(parts[^1].Replace('-', '_').ToLowerInvariant(), parts[^1]);
        string[] plain = [.. parts.Select(SettingText.Plain)];
        PropertyInfo[][] ending = [.. paths.Where(path => path.Length >= plain.Length && path[^plain.Length..].Select(step => SettingText.Plain(step.Name)).SequenceEqual(plain))];
        return ending.FirstOrDefault(path => path.Length == plain.Length) is { } whole ? [whole] : ending;
    }

    /// <summary>Names the nearest keys: as a whole, or by their last part alone.</summary>
    internal static string UnknownKey(string key, string[] known)
    {
        var nearest = Suggestion.Nearest(key, known);
        if (nearest.Count == 0)
        {
            string[] last = [.. known.Select(name => name[(name.LastIndexOf('.') + 1)..])];
            var similar = Suggestion.Nearest(key[(key.LastIndexOf('.') + 1)..], [.. last.Distinct()]);
            nearest = [.. known.Where((_, i) => similar.Contains(last[i]))];
        }
        string all = string.Join(", ", known);
        return nearest.Count == 0 ? $"There is no setting '{key}'; there are {all}." : $"There is no setting '{key}'; did you mean {string.Join(" or ", nearest)}? There are {all}.";
    }

    private static IEnumerable<PropertyInfo[]> Paths(object options)
    {
        foreach (var property in Properties(options))
        {
            if (SettingText.IsValue(property.PropertyType)) yield return [property];
            else if (property.GetValue(options) is { } inner)
                foreach (var path in Paths(inner)) yield return [property, .. path];
        }
    }

    /// <summary>Values and records inside, in the order of declaration, the base record's first.</summary>
    private static IEnumerable<PropertyInfo> Properties(object options)
    {
        var chain = new Stack<Type>();
        for (var type = options.GetType(); type is not null && type != typeof(object); type = type.BaseType) chain.Push(type);
        return chain.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0 && (SettingText.IsValue(property.PropertyType) || IsRecord(property.PropertyType)))
            .Where(property => property.GetMethod!.GetBaseDefinition() == property.GetMethod);
    }

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;

    private static string KeyOf(PropertyInfo[] path) => string.Join('.', path.Select(step => SettingText.Snake(step.Name)));

    private static object? Get(object options, PropertyInfo[] path)
    {
        object? value = options;
        foreach (var step in path) value = step.GetValue(value);
        return value;
    }

    /// <summary>A copy in which the value at the end of the path is another.</summary>
    private static object Replaced(object options, PropertyInfo[] path, object? value, string key)
    {
        object copy = options.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(options, null)!;
        object? inner = path.Length == 1 ? value : Replaced(path[0].GetValue(options)!, path[1..], value, key);
        try
        {
            path[0].SetValue(copy, inner);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refused)
        {
            throw new SettingException(key, $"{key}: {refused.Message}", refused);
        }
        return copy;
    }
}
