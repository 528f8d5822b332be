using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlNetAudio.Cli.Configuration;

/// <summary>YAML of a config's shape: mappings, lists and plain values by the rules of YAML 1.2 (its core schema), one document. Anchors, aliases and tags are refused.</summary>
internal static partial class YamlConfig
{
    /// <exception cref="InvalidDataException">It is no YAML, no mapping, or holds what a config does not need.</exception>
    public static ConfigDocument Parse(string source, string text)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || Node(source, parser, "", lines, depth: 0) is not JsonObject root)
                throw new InvalidDataException($"{source}: the config must be a mapping, such as 'dataset: recordings'.");
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second)) throw Refused(source, second.Start, "a second document begins here; a config is one");
            return new(source, root, lines);
        }
        catch (YamlException e)
        {
            throw Refused(source, e.Start, $"this is no YAML: {e.Message}", e);
        }
    }

    private static JsonNode? Node(string source, IParser parser, string where, Dictionary<string, int> lines, int depth)
    {
        var next = parser.Consume<ParsingEvent>();
        if (depth > ConfigFile.DeepestLevel) throw Refused(source, next.Start, $"sections lie in each other more than {ConfigFile.DeepestLevel} deep");
        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false }) throw Refused(source, next.Start, "anchors and aliases are not read; write the value out");
        if (next is NodeEvent { Tag.IsEmpty: false }) throw Refused(source, next.Start, "tags are not read; write the value without one");
        switch (next)
        {
            case MappingStart:
                var section = new JsonObject();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    if (!parser.TryConsume<Scalar>(out var name)) throw Refused(source, parser.Current!.Start, "a key must be a word");
                    string key = where.Length == 0 ? name.Value : $"{where}.{name.Value}";
                    if (section.ContainsKey(name.Value)) throw Refused(source, name.Start, $"'{key}' stands there twice");
                    lines[key] = (int)name.Start.Line;
                    section[name.Value] = Node(source, parser, key, lines, depth + 1);
                }
                return section;
            case SequenceStart:
                var list = new JsonArray();
                while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Node(source, parser, where, lines, depth + 1));
                return list;
            default:
                var scalar = (Scalar)next;
                return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        }
    }

    private static JsonNode? Plain(string word) => word switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ => Number().IsMatch(word) ? JsonNode.Parse(word) : JsonValue.Create(word),
    };

    private static InvalidDataException Refused(string source, Mark place, string why, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source} line {place.Line}: {why.TrimEnd('.')}."), inner);

    /// <summary>As JSON writes them; other spellings stay words, which settings that are numbers read all the same.</summary>
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
