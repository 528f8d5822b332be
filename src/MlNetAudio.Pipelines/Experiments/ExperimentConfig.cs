using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>An experiment as a config: the data set, the models with their settings, the seed and all else that decides its numbers. The config.json of a run is one.</summary>
/// <remarks>
/// Keys are those of <see cref="ExperimentOptions"/> in snake case, but <c>models</c>, which is a list of names or an object with a section of settings for each (an ensemble's holds those of its members). What is left out has its default.
/// </remarks>
public static class ExperimentConfig
{
    /// <summary>In a run's folder.</summary>
    public const string FileName = "config.json";

    /// <summary>Says that a program of this kind wrote the file, and which version.</summary>
    internal const string Marker = "mlaudio_run";

    private const string Started = "started_utc", Models = "models", Folds = "folds", Dataset = "dataset";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="dataset">Stands in for the config's; null: the config names one, relative to the working directory where it is not absolute.</param>
    /// <exception cref="SettingException">A key is unknown, a value is refused, or there is no data set; the message names the key, and the nearest one that there is.</exception>
    public static ExperimentOptions Read(JsonObject config, string? dataset = null)
    {
        if (dataset is null && config[Dataset] is null) throw new SettingException(Dataset, "The config names no dataset; add one to it, or name it on the command line.");
        var options = new ExperimentOptions { Dataset = dataset ?? "" };
        foreach (var (name, node) in config)
        {
            options = name switch
            {
                Marker or Started => options,
                Models => WithModels(options, node),
                Folds => options with { Folds = ReadFolds(node) },
                Dataset when dataset is not null => options,
                _ => OptionsSettings.With(options, new JsonObject { [name] = node?.DeepClone() }),
            };
        }
        return options;
    }

    /// <summary>Everything but where the run's files lie.</summary>
    public static JsonObject Write(ExperimentOptions options)
    {
        options = options.Resolved();
        var config = OptionsSettings.ToJson(options with { OutputFolder = null });
        foreach (string none in new[] { "output_folder", "epochs", "batch_size", "resumes", "tensor_board" }) config.Remove(none);
        foreach (string usual in new[] { "backend", "device" })
            if (config[usual]?.GetValue<string>() == ExperimentOptions.CpuName) config.Remove(usual);
        config[Models] = Sections(KnownModels.Of(options));
        return config;

        // An ensemble's section holds those of its members.
        JsonObject Sections(IEnumerable<IModelTrainer> trainers) => new(trainers.Select(trainer => KeyValuePair.Create(trainer.Name,
            (JsonNode?)(trainer.Members.Count > 0 ? Sections(trainer.Members) : OptionsSettings.ToJson(options.ModelOptions[trainer.Name])))));
    }

    /// <summary>The text of a run's config.json: the options with what followed from them, so that the same numbers come out again.</summary>
    internal static string RunText(ExperimentOptions options, string version, DateTimeOffset started)
    {
        var config = new JsonObject { [Marker] = version, [Started] = started.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) };
        foreach (var (name, node) in Write(options)) config[name] = node?.DeepClone();
        return Text(config);
    }

    /// <summary>Indented, with \n, and a line break at the end.</summary>
    public static string Text(JsonObject config) => config.ToJsonString(Layout) + "\n";

    private static ExperimentOptions WithModels(ExperimentOptions options, JsonNode? node)
    {
        if (node is not JsonObject sections)
        {
            options = OptionsSettings.With(options, new JsonObject { [Models] = node?.DeepClone() });
            foreach (string name in KnownModels.Expand(options.Models)) Find(name, Models);
            return options;
        }
        var models = new Dictionary<string, ModelOptions>(StringComparer.Ordinal);
        var names = ReadSections(sections, Models, known: null, models);
        return options with { Models = names, ModelOptions = models };
    }

    /// <summary>Adds the settings of every section to <paramref name="models"/>, those of an ensemble's members too.</summary>
    /// <param name="known">The members that may stand there; null: any model.</param>
    /// <returns>The models that have a section.</returns>
    private static List<string> ReadSections(JsonObject sections, string holder, IReadOnlyList<IModelTrainer>? known, Dictionary<string, ModelOptions> models)
    {
        List<string> names = [];
        foreach (var (name, section) in sections)
        {
            string where = $"{holder}.{name}";
            var trainer = Find(name, where);
            if (known?.Any(member => member.Name == trainer.Name) == false) throw new SettingException(where, Suggestion.Unknown(holder, name, [.. known.Select(member => member.Name)]));
            if (names.Contains(trainer.Name)) throw new SettingException(where, $"{where}: {trainer.Name} stands there twice.");
            if (section is not (null or JsonObject)) throw new SettingException(where, $"{where} must be an object with settings, got {section.ToJsonString()}.");
            names.Add(trainer.Name);
            if (trainer.Members.Count > 0)
            {
                if (section is JsonObject members) ReadSections(members, where, trainer.Members, models);
                continue;
            }
            var options = section is JsonObject settings ? OptionsSettings.With(trainer.Defaults, settings, where) : trainer.Defaults;
            if (!models.TryAdd(trainer.Name, options) && !HaveSameSettings(models[trainer.Name], options))
                throw new SettingException(where, $"{where} has other settings than {trainer.Name} has in another section; a model has the same settings wherever it stands.");
        }
        return names;
    }

    private static bool HaveSameSettings(ModelOptions one, ModelOptions other) => JsonNode.DeepEquals(OptionsSettings.ToJson(one), OptionsSettings.ToJson(other));

    private static IModelTrainer Find(string name, string where)
    {
        try
        {
            return KnownModels.Find(name);
        }
        catch (ArgumentException e)
        {
            throw new SettingException(where, $"{where}: {e.Message}", e);
        }
    }

    private static FoldOptions? ReadFolds(JsonNode? node) => node switch
    {
        null => null,
        JsonObject section => OptionsSettings.With(new FoldOptions(), section, Folds),
        JsonValue value => ReadFolds(value.TryGetValue(out string? text) ? text : value.ToJsonString()),
        _ => throw new SettingException(Folds, $"{Folds} must be a number, a column or an object, got {node.ToJsonString()}."),
    };

    private static FoldOptions ReadFolds(string text)
    {
        try
        {
            return FoldOptions.Parse(text);
        }
        catch (ArgumentException e)
        {
            throw new SettingException(Folds, $"{Folds}: {e.Message}", e);
        }
    }
}
