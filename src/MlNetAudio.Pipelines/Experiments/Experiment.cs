using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Scoring;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The whole way: recordings → split → models → artifacts → scores → metrics, every file of it in the run's folder.</summary>
public static class Experiment
{
    private const int HighestDefaultRateHz = 22_050, VerificationClips = 64, LongClipSeconds = 20;

    /// <param name="progress">Told of every step, while recordings are read from several threads at once.</param>
    /// <param name="clock">Names the run's folder and dates its config; null: the system's.</param>
    /// <exception cref="DatasetException">The data set cannot be read, or not be split honestly.</exception>
    /// <exception cref="ArgumentException">An option does not fit the data set.</exception>
    /// <exception cref="ExportMismatchException">An artifact does not answer as the model it was exported from.</exception>
    public static ExperimentResult Run(ExperimentOptions options, IProgress<ExperimentProgress>? progress = null, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        clock ??= TimeProvider.System;
        var started = clock.GetUtcNow();
        void Report(string stage, int done, int total, string? detail = null) => progress?.Report(new(stage, done, total, detail));

        IModelTrainer[] trainers = [.. KnownModels.Expand(options.Models).Select(KnownModels.Find).DistinctBy(trainer => trainer.Name)];
        options = options with { Models = [.. trainers.Select(trainer => trainer.Name)] };
        if (trainers.Length == 0) throw new ArgumentException($"No model is named; the models are {string.Join(", ", KnownModels.Names)}.");

        RunFolder.Check(options);
        Report("reading", 0, 0);
        var dataset = AudioDataset.Load(options.Dataset, new DatasetOptions { Group = options.Group, Label = options.Label });
        var labels = LabelSpace.Of(dataset, options.Positive);
        int rate = options.SampleRateHz ?? MostCommonRate(dataset, cancellation);
        var clips = new ClipStore(rate);
        dataset = dataset.Without(Unreadable(dataset, clips, Report, cancellation));
        var split = DatasetSplitter.Split(dataset, new SplitOptions { Seed = options.Seed });
        int clipSamples = ClipLength(options, split.Train, clips);

        var folder = RunFolder.Create(options, dataset.Name, started);
        folder.WriteConfig(options, dataset, rate, clipSamples, started, Version);
        folder.WriteSplit(split);
        folder.WriteSkipped(dataset.Skipped);

        var models = new List<ModelResult>();
        foreach (var trainer in trainers)
        {
            cancellation.ThrowIfCancellationRequested();
            string stage = $"training {trainer.Name}";
            Report(stage, 0, 0);
            var context = new TrainingContext
            {
                MachineLearning = new MLContext(options.Seed),
                Clips = clips,
                Labels = labels,
                Training = split.Train,
                Validation = split.Validation,
                ClipSamples = clipSamples,
                Options = options,
                Seed = options.Seed,
                DataHash = dataset.DataHash,
                CheckpointFolder = folder.ModelFolder(trainer.Name),
                Report = (done, total, detail) => Report(stage, done, total, detail),
            };
            models.Add(TrainExportAndScore(trainer, context, dataset, split, folder, cancellation));
        }

        Report("writing", 0, 0);
        folder.WriteScores(models, labels.Labels);
        var result = new ExperimentResult
        {
            Options = options,
            Folder = folder.Root,
            Dataset = dataset,
            Split = split,
            Labels = labels.Labels,
            Positive = labels.Positive,
            SampleRateHz = rate,
            ClipSamples = clipSamples,
            Models = models,
            Comparisons = Compare(models),
            Notices = [.. dataset.Notices, .. split.Notices, .. IdenticalRecordings.Across(split, clips), .. LongClips(clipSamples, rate)],
            Started = started,
            MetricsJson = "",
        };
        result = result with { MetricsJson = MetricsJson.Write(result) };
        folder.WriteMetrics(result.MetricsJson);
        return result;
    }

    private static IEnumerable<string> LongClips(int clipSamples, int rate)
    {
        double seconds = (double)clipSamples / rate;
        if (seconds > LongClipSeconds)
            yield return string.Create(CultureInfo.InvariantCulture, $"Deep models read clips of {seconds:0.#} s, the 95th percentile of the training part; a shorter clip length (--clip-seconds) makes them smaller and faster.");
    }

    private static string Version => typeof(Experiment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static ModelResult TrainExportAndScore(
        IModelTrainer trainer, TrainingContext context, AudioDataset dataset, DatasetSplit split, RunFolder folder, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        using var trained = trainer.Train(KnownModels.Options(trainer, context.Options), context, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        string path = Path.Combine(folder.ModelFolder(trainer.Name), "model.onnx");
        var metadata = new ArtifactMetadata
        {
            Name = trainer.Name,
            Kind = trainer.Kind,
            Labels = context.Labels.Labels,
            PositiveLabel = context.Labels.Positive,
            SampleRateHz = context.SampleRateHz,
            ClipSamples = trained.ClipSamples,
            DataHash = dataset.DataHash,
            SplitRule = split.Rule,
            ProducerVersion = Version,
            Metrics = new Dictionary<string, double>(),
            Extra = trained.Parameters,
        };
        AudioArtifact.Save(path, trained.FrontEnd, trained.Head, metadata);
        var verification = Verify(trainer.Name, path, trained, context, split);

        var (metrics, roc, scores) = ExperimentEvaluation.Evaluate(context.MachineLearning, path, split.Test, context.Labels);
        metadata = metadata with
        {
            Metrics = new Dictionary<string, double>
            {
                ["auc"] = metrics.Auc,
                ["accuracy"] = metrics.Accuracy,
                ["precision"] = metrics.Precision,
                ["recall"] = metrics.Recall,
                ["f1"] = metrics.F1,
                ["log_loss_bits"] = metrics.LogLoss,
            },
        };
        AudioArtifact.UpdateMetadata(path, metadata);
        folder.WriteHistory(trainer.Name, trained.History, trained.BestEpoch);
        folder.WriteCard(trainer.Name, ModelCard.Write(metadata, new()
        {
            DatasetName = dataset.Name,
            Architecture = trainer.Description,
            ClipsByPart = [new("train", split.Train.Count), new("validation", split.Validation.Count), new("test", split.Test.Count)],
            Training = [.. trained.Parameters],
        }));
        return new()
        {
            Name = trainer.Name,
            Kind = trainer.Kind,
            Description = trainer.Description,
            Hyperparameters = trained.Parameters,
            ParameterCount = trained.ParameterCount,
            Artifact = $"models/{trainer.Name}/model.onnx",
            TrainSeconds = seconds,
            Verification = verification,
            Metrics = metrics,
            Roc = roc,
            Scores = scores,
            History = trained.History,
            BestEpoch = trained.BestEpoch,
        };
    }

    /// <summary>On clips of every part, spread evenly: the comparison is of two programs, not of a model with the truth.</summary>
    private static ArtifactVerification Verify(string name, string path, TrainedModel trained, TrainingContext context, DatasetSplit split)
    {
        Recording[] all = [.. split.Test, .. split.Validation, .. split.Train];
        int step = Math.Max(1, all.Length / VerificationClips);
        var clips = all.Where((_, i) => i % step == 0).Take(VerificationClips).Select(recording => (recording.RelativePath, context.Clips.Load(recording))).ToArray();
        try
        {
            using var artifact = new OnnxAudioModel(path);
            return ArtifactVerification.Check(name, artifact, trained.Predict, clips);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The best model by AUC against each of the others, best first.</summary>
    private static IReadOnlyList<ModelComparison> Compare(IReadOnlyList<ModelResult> models)
    {
        var best = models.MaxBy(model => model.Metrics.Auc)!;
        return [.. models.Where(model => model != best).OrderByDescending(model => model.Metrics.Auc)
            .Select(model => new ModelComparison(best.Name, model.Name, ExperimentEvaluation.Compare(best.Scores, model.Scores)))];
    }

    /// <summary>Reads every recording once, so that a broken one stops nothing later.</summary>
    private static IReadOnlyCollection<SkippedRecording> Unreadable(AudioDataset dataset, ClipStore clips, Action<string, int, int, string?> report, CancellationToken cancellation)
    {
        var skipped = new ConcurrentBag<SkippedRecording>();
        int done = 0;
        AllCores.For(dataset.Recordings.Count, i =>
        {
            var recording = dataset.Recordings[i];
            try
            {
                clips.Load(recording, cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                skipped.Add(new(recording.RelativePath, e is AudioFileException audio ? audio.Reason : e.Message) { Label = recording.Label });
            }
            report("reading", Interlocked.Increment(ref done), dataset.Recordings.Count, null);
        }, cancellation);
        return [.. skipped.OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)];
    }

    private static int MostCommonRate(AudioDataset dataset, CancellationToken cancellation)
    {
        var rates = new ConcurrentDictionary<int, int>();
        AllCores.For(dataset.Recordings.Count, i =>
        {
            try
            {
                rates.AddOrUpdate(AudioFile.ProbeSampleRate(dataset.Recordings[i].Path, cancellation: cancellation), 1, (_, count) => count + 1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reading pass that follows names the file and the reason.
            }
        }, cancellation);
        return rates.IsEmpty ? HighestDefaultRateHz : Math.Min(HighestDefaultRateHz, rates.OrderByDescending(rate => rate.Value).ThenByDescending(rate => rate.Key).First().Key);
    }

    /// <summary>The option, or the 95th percentile of the training part, rounded up to whole hops.</summary>
    private static int ClipLength(ExperimentOptions options, IReadOnlyList<Recording> training, ClipStore clips)
    {
        int hop = LogMelDefaults.ForRate(clips.SampleRateHz).HopLength;
        int[] lengths = [.. training.Select(recording => clips.Load(recording).Length).Order()];
        double samples = options.ClipSeconds is { } seconds ? seconds * clips.SampleRateHz : lengths[(int)Math.Ceiling(0.95 * lengths.Length) - 1];
        int hops = (int)Math.Ceiling(samples / hop);
        return Math.Max(hops, LogMelDefaults.MinimumFrames - 1) * hop;
    }
}
