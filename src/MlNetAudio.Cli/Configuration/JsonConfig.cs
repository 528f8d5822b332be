using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlNetAudio.Cli.Configuration;

/// <summary>JSON as people write it by hand: comments and a comma at the end are fine, a key that stands twice is not.</summary>
internal static class JsonConfig
{
    private static readonly JsonReaderOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = ConfigFile.DeepestLevel };

    /// <exception cref="InvalidDataException">It is no JSON object, or a key stands twice.</exception>
    public static ConfigDocument Parse(string source, ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(text, Reading);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new InvalidDataException($"{source}: the config must be an object, such as {{\"dataset\": \"recordings\"}}.");
            var root = (JsonObject)Node(source, text, ref reader, "", lines)!;
            reader.Read();   // whatever follows is refused by the reader
            return new(source, root, lines);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            string place = e is JsonException { LineNumber: { } line } ? string.Create(CultureInfo.InvariantCulture, $"{source} line {line + 1}") : source;
            throw new InvalidDataException($"{place}: this is no JSON: {e.Message.Split(" LineNumber:")[0]}", e);
        }
    }

    private static JsonNode? Node(string source, ReadOnlySpan<byte> text, ref Utf8JsonReader reader, string where, Dictionary<string, int> lines)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var section = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!, key = where.Length == 0 ? name : $"{where}.{name}";
                    int line = 1 + text[..(int)reader.TokenStartIndex].Count((byte)'\n');
                    if (section.ContainsKey(name)) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{source} line {line}: '{key}' stands there twice."));
                    lines[key] = line;
                    reader.Read();
                    section[name] = Node(source, text, ref reader, key, lines);
                }
                return section;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Node(source, text, ref reader, where, lines));
                return list;
            case JsonTokenType.String: return JsonValue.Create(reader.GetString());
            case JsonTokenType.Null: return null;
            default: return JsonNode.Parse(reader.ValueSpan);
        }
    }
}
