using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The files of one run. Each is written whole or not at all.</summary>
internal sealed class RunFolder
{
    private const string ConfigName = "config.json", Marker = "\"mlaudio_run\"";
    private static readonly string[] OwnFiles = [ConfigName, "split.csv", "skipped.csv", "scores.csv", "metrics.json", "report.html"];
    private static readonly string[] ModelFiles = ["model.onnx", "card.md", "history.csv"];

    private RunFolder(string path) => Root = path;

    public string Root { get; }

    /// <summary>Whether the folder that the options name may be used, before anything is read or trained.</summary>
    /// <exception cref="ArgumentException">It is a file, or a folder that holds something else than an earlier run.</exception>
    public static void Check(ExperimentOptions options)
    {
        if (options.OutputFolder is not { } folder) return;
        string path = Path.GetFullPath(folder), config = Path.Combine(path, ConfigName);
        if (File.Exists(path)) throw new ArgumentException($"The output folder {path} is a file; name a folder.");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any()) return;
        if (!File.Exists(config) || !File.ReadAllText(config).Contains(Marker, StringComparison.Ordinal))
            throw new ArgumentException($"The output folder {path} is not empty and no earlier run wrote it; name a new or empty folder.");
    }

    /// <summary>Makes the folder, or clears the one that an earlier run wrote.</summary>
    /// <exception cref="ArgumentException">As <see cref="Check"/>.</exception>
    public static RunFolder Create(ExperimentOptions options, string datasetName, DateTimeOffset now)
    {
        Check(options);
        string path = Path.GetFullPath(options.OutputFolder ?? Unused(Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{datasetName}"))));
        if (Directory.Exists(path)) Clear(path);
        Directory.CreateDirectory(path);
        return new(path);
    }

    public string ModelFolder(string name) => Path.Combine(Root, "models", name);

    public void WriteConfig(ExperimentOptions options, AudioDataset dataset, int sampleRateHz, int clipSamples, DateTimeOffset started, string version)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("mlaudio_run", version);
            json.WriteString("started_utc", started.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("dataset", options.Dataset);
            json.WriteString("dataset_hash", dataset.DataHash);
            json.WritePropertyName("models");
            new JsonObject(options.Models.Select(model => KeyValuePair.Create(model, (JsonNode?)OptionsSettings.ToJson(KnownModels.Options(KnownModels.Find(model), options))))).WriteTo(json);
            json.WriteNumber("seed", options.Seed);
            json.WriteString("group", options.Group);
            json.WriteString("label", options.Label);
            json.WriteString("positive", options.Positive);
            json.WriteNumber("sample_rate_hz", sampleRateHz);
            json.WriteNumber("clip_samples", clipSamples);
            json.WriteEndObject();
        }
        AtomicFile.WriteText(FilePath(ConfigName), Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    public void WriteSplit(DatasetSplit split)
    {
        var csv = new CsvText("path", "label", "group", "split");
        foreach (var (part, recordings) in new[] { ("train", split.Train), ("validation", split.Validation), ("test", split.Test) })
            foreach (var recording in recordings) csv.Add(recording.RelativePath, recording.Label, recording.Group, part);
        AtomicFile.WriteText(FilePath("split.csv"), csv.ToString());
    }

    public void WriteSkipped(IReadOnlyList<SkippedRecording> skipped)
    {
        var csv = new CsvText("path", "reason");
        foreach (var recording in skipped) csv.Add(recording.RelativePath, recording.Reason);
        AtomicFile.WriteText(FilePath("skipped.csv"), csv.ToString());
    }

    /// <summary>A row for each test clip and model. probability is the positive label's of two, else the predicted label's; of more than two, a column for each follows.</summary>
    public void WriteScores(IReadOnlyList<ModelResult> models, IReadOnlyList<string> labels)
    {
        bool binary = labels.Count == 2;
        var csv = new CsvText((string[])["model", "path", "label", "group", "predicted", "probability", "score", .. binary ? [] : labels.Select(label => $"probability_{label}")]);
        foreach (var model in models)
            foreach (var clip in model.Scores)
                csv.Add((object?[])[model.Name, clip.Recording.RelativePath, labels[clip.Actual], clip.Recording.Group, labels[clip.Predicted],
                    clip.Probabilities[binary ? 1 : clip.Predicted], clip.Score, .. binary ? [] : clip.Probabilities.Cast<object?>()]);
        AtomicFile.WriteText(FilePath("scores.csv"), csv.ToString());
    }

    /// <summary>A row for each epoch; best is 1 in that whose weights were kept.</summary>
    public void WriteHistory(string model, IReadOnlyList<EpochReport> history, int? bestEpoch)
    {
        if (history.Count == 0) return;
        var csv = new CsvText("epoch", "training_loss", "validation_loss", "validation_accuracy", "best");
        foreach (var epoch in history) csv.Add(epoch.Epoch, epoch.TrainingLoss, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Epoch == bestEpoch ? 1 : 0);
        AtomicFile.WriteText(Path.Combine(ModelFolder(model), "history.csv"), csv.ToString());
    }

    public void WriteCard(string model, string card) => AtomicFile.WriteText(Path.Combine(ModelFolder(model), "card.md"), card);

    public void WriteMetrics(string json) => AtomicFile.WriteText(FilePath("metrics.json"), json);

    /// <summary>The path, or with -2, -3 ... behind it: another run may have begun in the same second.</summary>
    private static string Unused(string path) =>
        Directory.Exists(path) ? Enumerable.Range(2, int.MaxValue - 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"{path}-{i}")).First(other => !Directory.Exists(other)) : path;

    /// <summary>Deletes what an earlier run wrote, also what it was writing when it was killed, and nothing else.</summary>
    private static void Clear(string path)
    {
        Delete(path, OwnFiles);
        string models = Path.Combine(path, "models");
        if (!Directory.Exists(models)) return;
        foreach (string folder in Directory.EnumerateDirectories(models))
        {
            Delete(folder, ModelFiles);
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }

        static void Delete(string folder, string[] names)
        {
            foreach (string name in names)
            {
                File.Delete(Path.Combine(folder, name));
                foreach (string partial in Directory.EnumerateFiles(folder, $"{name}.*.partial")) File.Delete(partial);
            }
        }
    }

    private string FilePath(string name) => Path.Combine(Root, name);
}
