using System.Text.Json.Nodes;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Cli.Configuration;

/// <summary>What a search varies: the model's usual space, or that of a file; over it the command line's ranges; without what the command line sets.</summary>
internal static class SpaceConfiguration
{
    /// <param name="model">Whose settings.</param>
    /// <param name="options">Its settings, those of the command line included.</param>
    /// <exception cref="InvalidDataException">A space file cannot be read, or a range in it is refused; the message names file and line.</exception>
    /// <exception cref="ArgumentException">A range of the command line is refused.</exception>
    public static SearchSpace Of(TuneOptions asked, string model, ModelOptions options)
    {
        string[] files = [.. asked.Space.Where(word => !word.Contains('=', StringComparison.Ordinal))];
        var space = files.Length == 0 ? SearchSpace.Default(options) : files.Aggregate(SearchSpace.Empty, (space, file) => ConfigFile.Read(file).Read(root => Read(space, model, options, root)));
        foreach (string word in asked.Space.Where(word => word.Contains('=', StringComparison.Ordinal)))
        {
            int at = word.IndexOf('=', StringComparison.Ordinal);
            try
            {
                space = space.With(options, Bare(word[..at].Trim(), model), word[(at + 1)..]);
            }
            catch (SettingException e)
            {
                throw new ArgumentException($"--space {word}: {e.Message}", e);
            }
        }
        foreach (var (key, _) in asked.Settings) space = space.Without(options, Bare(key, model));
        return asked.BatchSize is not null && OptionsSettings.Has(options, "training.batch_size") ? space.Without(options, "training.batch_size") : space;
    }

    private static SearchSpace Read(SearchSpace space, string model, ModelOptions options, JsonObject root)
    {
        foreach (var (name, node) in root)
        {
            try
            {
                string key = Bare(name, model);
                space = node is JsonArray values ? space.With(options, key, [.. values.Select(Text)]) : space.With(options, key, Text(node));
            }
            catch (SettingException e)
            {
                throw new SettingException(name, e.Message, e);   // the file's own spelling, for its line
            }
        }
        return space;
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "none",
        JsonArray list => string.Join(',', list.Select(Text)),
        JsonValue value => value.TryGetValue(out string? text) ? text : value.ToJsonString(),
        _ => node.ToJsonString(),
    };

    /// <summary>Of "cnn.training.epochs", training.epochs.</summary>
    private static string Bare(string key, string model) => key.StartsWith($"{model}.", StringComparison.OrdinalIgnoreCase) ? key[(model.Length + 1)..] : key;
}
