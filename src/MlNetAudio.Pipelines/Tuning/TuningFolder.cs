using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>The files of a search: what it was asked for, and every trial as it ended. Each is written whole or not at all.</summary>
internal static class TuningFolder
{
    public const string Plan = "tuning.json", Lines = "trials.jsonl", Table = "trials.csv", Best = "best-config.json";

    /// <summary>All that it writes.</summary>
    public static IReadOnlyList<string> Files { get; } = [Plan, Lines, Table, Best];

    private static readonly JsonSerializerOptions OneLine = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What config.json does not say: space, method, stopping and the number of trials.</summary>
    public static void WritePlan(string folder, TuningOptions options)
    {
        var plan = new JsonObject
        {
            ["trials"] = options.Trials,
            ["method"] = SettingText.Of(options.Method),
            ["stops_early"] = options.StopsEarly,
            ["space"] = new JsonObject(options.Space.Dimensions.Select(dimension => KeyValuePair.Create(dimension.Key, (JsonNode?)dimension.Range))),
        };
        AtomicFile.WriteText(Path.Combine(folder, Plan), ExperimentConfig.Text(plan));
    }

    /// <summary>The search whose files lie there.</summary>
    /// <exception cref="InvalidDataException">No search wrote that folder, or its files were changed to something else.</exception>
    public static TuningOptions ReadPlan(string folder)
    {
        string config = Path.Combine(folder, RunFolder.ConfigName), plan = Path.Combine(folder, Plan);
        if (!File.Exists(config) || !File.Exists(plan)) throw new InvalidDataException($"{folder}: no search of mlaudio tune lies here, for there is no {(File.Exists(config) ? Plan : RunFolder.ConfigName)}.");
        try
        {
            var experiment = ExperimentConfig.Read((JsonObject)JsonNode.Parse(File.ReadAllText(config))!).Resolved();
            var root = (JsonObject)JsonNode.Parse(File.ReadAllText(plan))!;
            var model = experiment.ModelOptions[experiment.Models.Single()];
            var space = ((JsonObject)root["space"]!).Aggregate(SearchSpace.Empty, (space, dimension) => space.With(model, dimension.Key, dimension.Value!.GetValue<string>()));
            return new()
            {
                Experiment = experiment,
                Space = space,
                Trials = root["trials"]!.GetValue<int>(),
                Method = (SearchMethod)SettingText.Parse("method", typeof(SearchMethod), root["method"]!.GetValue<string>())!,
                StopsEarly = root["stops_early"]!.GetValue<bool>(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidCastException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException($"{folder}: the files of the search are not as they were written: {e.Message}", e);
        }
    }

    public static void WriteTrials(string folder, IReadOnlyList<Trial> trials, SearchSpace space)
    {
        AtomicFile.WriteText(Path.Combine(folder, Lines), string.Concat(trials.Select(trial => JsonSerializer.Serialize(trial, OneLine) + "\n")));
        var csv = new CsvText((string[])["trial", "ending", "log_loss", "auc", "accuracy", "epochs", "seconds", .. space.Dimensions.Select(dimension => dimension.Key), "fault"]);
        foreach (var trial in trials)
            csv.Add((object?[])[trial.Number, SettingText.Of(trial.Ending), trial.LogLoss, trial.Auc, trial.Accuracy, trial.Curve.Count, Math.Round(trial.Seconds, 3), .. space.Dimensions.Select(dimension => trial.Settings[dimension.Key]), trial.Fault]);
        AtomicFile.WriteText(Path.Combine(folder, Table), csv.ToString());
    }

    /// <summary>The trials that ended, in order; none where the file is not there yet.</summary>
    /// <exception cref="InvalidDataException">A line is no trial, or trials are missing; the message names file and line.</exception>
    public static IReadOnlyList<Trial> ReadTrials(string folder)
    {
        string path = Path.Combine(folder, Lines);
        if (!File.Exists(path)) return [];
        var trials = new List<Trial>();
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path} line {trials.Count + 1}");
            try
            {
                trials.Add(JsonSerializer.Deserialize<Trial>(line, OneLine) ?? throw new JsonException("it is null"));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{place}: this is no trial: {e.Message}", e);
            }
            if (trials[^1].Number != trials.Count) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{place}: here stands trial {trials[^1].Number}; a line is missing or stands twice."));
        }
        return trials;
    }

    public static string WriteBest(string folder, string config)
    {
        string path = Path.Combine(folder, Best);
        AtomicFile.WriteText(path, config);
        return path;
    }
}
