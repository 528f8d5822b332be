using System.Globalization;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Experiments.TensorBoard;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The files of one run. Each is written whole or not at all.</summary>
internal sealed class RunFolder
{
    public const string ConfigName = ExperimentConfig.FileName;

    private const string Marker = $"\"{ExperimentConfig.Marker}\"", FoldPrefix = "fold-", MemberPrefix = "member-";
    private static readonly string[] OwnFiles = [ConfigName, "split.csv", "skipped.csv", "scores.csv", "metrics.json", "report.html", .. TuningFolder.Files];
    private static readonly string[] ModelFiles = ["model.onnx", "card.md", "history.csv", CheckpointFile.Name];

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
        if (Directory.Exists(path) && !options.Resumes) Clear(path);
        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>The folder of a model below models: its name, but for what no file name may hold everywhere.</summary>
    public static string PlaceOf(IModelTrainer trainer) => trainer.Name.Replace(':', '-');

    /// <summary>What the members of an ensemble are resumed from, in the ensemble's folder.</summary>
    public static string MemberFolder(string folder, int member) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{MemberPrefix}{member}"));

    public string ModelFolder(string name) => Path.Combine(Root, "models", name);

    public void WriteConfig(string text) => AtomicFile.WriteText(FilePath(ConfigName), text);

    public void WriteSplit(DatasetSplit split)
    {
        var csv = new CsvText("path", "label", "group", "split");
        foreach (var (part, recordings) in new[] { ("train", split.Train), ("validation", split.Validation), ("test", split.Test) })
            foreach (var recording in recordings) csv.Add(recording.RelativePath, recording.Label, recording.Group, part);
        AtomicFile.WriteText(FilePath("split.csv"), csv.ToString());
    }

    /// <summary>The fold of every recording, and its part in each training: fold_1, fold_2, ..., and that of the model that ships.</summary>
    public void WriteFolds(AudioDataset dataset, DatasetFolds folds)
    {
        var csv = new CsvText((string[])["path", "label", "group", "fold", .. folds.Splits.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"fold_{i + 1}")), "shipped"]);
        foreach (var recording in dataset.Recordings)
        {
            SplitPart[] parts = [.. folds.Splits.Select(split => split.PartOf(recording))];
            csv.Add((object?[])[recording.RelativePath, recording.Label, recording.Group, Array.IndexOf(parts, SplitPart.Test) + 1, .. parts.Select(Name), Name(folds.Whole.PartOf(recording))]);
        }
        AtomicFile.WriteText(FilePath("split.csv"), csv.ToString());

        static string Name(SplitPart part) => part.ToString().ToLowerInvariant();
    }

    public void WriteSkipped(IReadOnlyList<SkippedRecording> skipped)
    {
        var csv = new CsvText("path", "reason");
        foreach (var recording in skipped) csv.Add(recording.RelativePath, recording.Reason);
        AtomicFile.WriteText(FilePath("skipped.csv"), csv.ToString());
    }

    /// <summary>A row for each test clip and model, with the fold of a cross-validation. probability is the positive label's of two, else the predicted label's; of more than two, a column for each follows.</summary>
    public void WriteScores(IReadOnlyList<ModelResult> models, IReadOnlyList<string> labels)
    {
        bool binary = labels.Count == 2, folds = models.Any(model => model.CrossValidation is not null);
        var csv = new CsvText((string[])["model", .. folds ? ["fold"] : Array.Empty<string>(), "path", "label", "group", "predicted", "probability", "score", .. binary ? [] : labels.Select(label => $"probability_{label}")]);
        foreach (var model in models)
            foreach (var clip in model.Scores)
                csv.Add((object?[])[model.Name, .. folds ? [clip.Fold] : Array.Empty<object?>(), clip.Recording.RelativePath, labels[clip.Actual], clip.Recording.Group, labels[clip.Predicted],
                    clip.Probabilities[binary ? 1 : clip.Predicted], clip.Score, .. binary ? [] : clip.Probabilities.Cast<object?>()]);
        AtomicFile.WriteText(FilePath("scores.csv"), csv.ToString());
    }

    /// <summary>A row for each epoch; best is 1 in that whose weights were kept.</summary>
    public void WriteHistory(string model, IReadOnlyList<EpochReport> history, int? bestEpoch)
    {
        if (history.Count == 0) return;
        var csv = new CsvText("epoch", "training_loss", "validation_loss", "validation_accuracy", "validation_auc", "learning_rate", "seconds", "engine_busy", "best");
        foreach (var epoch in history) csv.Add(epoch.Epoch, epoch.TrainingLoss, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Metric, epoch.LearningRate, Math.Round(epoch.Duration.TotalSeconds, 3), Math.Round(epoch.EngineBusy, 4), epoch.Epoch == bestEpoch ? 1 : 0);
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
            // Folds and, in each of them or beside them, members of an ensemble.
            foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Where(IsOwn).OrderByDescending(inner => inner.Length)) DeleteModel(inner);
            DeleteModel(folder);
        }

        static bool IsOwn(string folder) => Path.GetFileName(folder) is var name && (name.StartsWith(FoldPrefix, StringComparison.Ordinal) || name.StartsWith(MemberPrefix, StringComparison.Ordinal));

        static void DeleteModel(string folder)
        {
            Delete(folder, ModelFiles);
            foreach (string events in Directory.EnumerateFiles(folder, $"{EventFileWriter.Prefix}*")) File.Delete(events);
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
