using System.Globalization;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Reports;

namespace MlNetAudio.Cli.Runs;

/// <summary>What an experiment found, as the report shows it.</summary>
internal static class ExperimentReport
{
    /// <summary>The page must stay a mail attachment: so many clips get a player, each of at most so many seconds, all of at most so many bytes.</summary>
    private const int MostPlayers = 60, LongestPlayerSeconds = 15, MostPlayerBytes = 12_000_000;

    public static ReportModel Of(ExperimentResult result)
    {
        var players = Players(result);
        int wrong = result.Models.SelectMany(Wrong).Select(clip => clip.Recording.Path).Distinct().Count();
        List<string> notes = [.. result.Notices];
        if (wrong > players.Count) notes.Add($"{wrong} clips were misclassified by some model; the {players.Count} that most models got wrong have a player.");
        return new()
        {
            Title = $"{result.Dataset.Name}: {string.Join(", ", result.Models.Select(model => model.Name))}",
            Dataset = result.Dataset.Name,
            CreatedUtc = result.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Seed = result.Options.Seed,
            Labels = result.Labels,
            PositiveLabel = result.Positive,
            Split = result.Folds is { } folds
                ? [.. folds.Splits.Select((split, i) => Part(string.Create(CultureInfo.InvariantCulture, $"fold {i + 1}"), split.Test)), Part("test", result.Tested)]
                : [Part("train", result.Split.Train), Part("validation", result.Split.Validation), Part("test", result.Split.Test)],
            SplitRule = result.Folds is null ? result.Split.Rule : $"{result.Folds.Rule}. Each fold is the test part once; the last row is all of them.",
            Models = [.. result.Models.Select(model => Model(model, result, players))],
            Comparisons = [.. result.Comparisons.Select(comparison => new ReportedComparison(comparison.First, comparison.Second, comparison.Test))],
            Skipped = [.. result.Dataset.Skipped.Select(skipped => new Reports.SkippedRecording(skipped.RelativePath, skipped.Reason))],
            Notes = notes,
            Environment = Environment(result),
            Reproduce = CommandLineOf(result.Options),
        };

        ReportSplitRow Part(string name, IReadOnlyList<Recording> recordings) => new(
            name, recordings.Count, recordings.Select(recording => recording.Group).Distinct().Count(),
            [.. result.Labels.Select(label => recordings.Count(recording => result.LabelOf(recording) == label))]);
    }

    private static ReportedModel Model(ModelResult model, ExperimentResult result, Dictionary<string, byte[]> players) => new()
    {
        Name = model.Name,
        Kind = model.Kind,
        Parameters = string.Join("; ", model.Hyperparameters.Select(parameter => $"{parameter.Key.Replace('_', ' ')}: {parameter.Value}").Prepend(model.Description)),
        ParameterCount = model.ParameterCount,
        Artifact = model.Artifact,
        TrainSeconds = model.TrainSeconds,
        Metrics = model.Metrics,
        Roc = model.Roc,
        History = [.. model.History.Select(epoch => new ReportedEpoch(epoch.Epoch, epoch.TrainingLoss, epoch.ValidationLoss, epoch.Epoch == model.BestEpoch))],
        Misclassified = [.. Wrong(model).Select(clip => new MisclassifiedClip(
            clip.Recording.RelativePath, result.Labels[clip.Actual], result.Labels[clip.Predicted], clip.Probabilities[clip.Predicted],
            players.GetValueOrDefault(clip.Recording.Path), clip.Recording.Columns.GetValueOrDefault("text")))],
        Verification = model.Verification.ToString(),
        Folds = model.CrossValidation is { } folds ? new(folds.Auc, folds.Accuracy, folds.F1, folds.LogLoss, [.. folds.Folds.Select(fold => fold.Metrics.Auc)]) : null,
    };

    private static IEnumerable<ScoredClip> Wrong(ModelResult model) => model.Scores.Where(clip => clip.Actual != clip.Predicted);

    /// <summary>In the order in which the page lists the clips: those that most models got wrong first, surest mistakes first.</summary>
    private static Dictionary<string, byte[]> Players(ExperimentResult result)
    {
        if (result.Dataset.Content == DatasetContent.Spectrograms) return [];
        var recordings = result.Models.SelectMany(Wrong).GroupBy(clip => clip.Recording.Path, StringComparer.Ordinal)
            .OrderByDescending(mistakes => mistakes.Count()).ThenByDescending(mistakes => mistakes.Max(clip => clip.Probabilities[clip.Predicted]))
            .Select(mistakes => mistakes.First().Recording).Take(MostPlayers);
        Dictionary<string, byte[]> players = new(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var recording in recordings)
        {
            float[] samples = AudioFile.LoadMono(recording.Path, result.SampleRateHz);
            byte[] wav = WavWriter.ToBytes(new AudioClip(result.SampleRateHz, samples[..Math.Min(samples.Length, LongestPlayerSeconds * result.SampleRateHz)]));
            if ((bytes += wav.Length) > MostPlayerBytes) break;
            players.Add(recording.Path, wav);
        }
        return players;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Environment(ExperimentResult result)
    {
        var installation = Installation.Inspect();
        return
        [
            new("MlNetAudio", installation.Version),
            new("ML.NET stack", installation.Stack),
            new("ONNX Runtime", installation.OnnxRuntime.Version ?? ""),
            new(".NET", installation.Runtime),
            new("SIMD", installation.Simd),
            new("threads", installation.Threads.ToString(CultureInfo.InvariantCulture)),
            new("system", $"{installation.System} ({installation.Architecture})"),
            new("models' input", result.Dataset.Content == DatasetContent.Spectrograms
                ? string.Create(CultureInfo.InvariantCulture, $"spectrograms of {result.ClipLength} frames")
                : string.Create(CultureInfo.InvariantCulture, $"{result.SampleRateHz} Hz; deep models read {(double)result.ClipLength / result.SampleRateHz:0.##} s")),
            new("data hash", result.Dataset.DataHash),
        ];
    }

    /// <summary>Settings of models are too many for a line; the config beside the report has them all.</summary>
    private static string CommandLineOf(ExperimentOptions options)
    {
        if (options.ModelOptions.Count > 0) return "mlaudio compare --config config.json";
        List<string> words = ["mlaudio", "compare", options.Dataset, "--models", string.Join(',', options.Models), .. Option("--seed", options.Seed)];
        if (options.Epochs is { } epochs) words.AddRange(Option("--epochs", epochs));
        if (options.BatchSize is { } batch) words.AddRange(Option("--batch", batch));
        if (options.Group is { } group) words.AddRange(["--group", group]);
        if (options.Label is { } label) words.AddRange(["--label", label]);
        if (options.Positive is { } positive) words.AddRange(["--positive", positive]);
        if (options.SampleRateHz is { } rate) words.AddRange(Option("--sample-rate", rate));
        if (options.ClipSeconds is { } seconds) words.AddRange(["--clip-seconds", seconds.ToString(CultureInfo.InvariantCulture)]);
        if (options.Folds is { } folds)
            words.AddRange(["--folds", folds.Column ?? folds.Count!.Value.ToString(CultureInfo.InvariantCulture), "--validation", folds.ValidationFraction.ToString(CultureInfo.InvariantCulture)]);
        return string.Join(' ', words.Select(Quoted));

        static string[] Option(string name, int value) => [name, value.ToString(CultureInfo.InvariantCulture)];
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "-_./,:\\".Contains(letter, StringComparison.Ordinal)) ? word : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
