using System.Diagnostics;
using System.Reflection;
using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Evaluation;
using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Scoring;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>One model on one split: trained, exported, verified, scored on the test part, described by its card.</summary>
internal sealed class ModelTraining(ExperimentData data, ExperimentOptions options, ITrainingBackend backend, RunFolder folder, Action<string, int, int, string?> report, CancellationToken stop = default)
{
    private const int VerificationClips = 64;

    public static string Version => typeof(ModelTraining).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <exception cref="ExportMismatchException">The artifact does not answer as the model it was exported from.</exception>
    public ModelResult Run(IModelTrainer trainer, DatasetSplit split, CancellationToken cancellation)
    {
        var exported = Export(trainer, split, RunFolder.PlaceOf(trainer), $"training {trainer.Name}", cancellation);
        var (metrics, roc, scores) = Score(exported, split.Test);
        Finish(trainer, exported, split, Named(metrics));
        return Result(trainer, exported, metrics, roc, scores);
    }

    /// <param name="place">Where below the folder models the files go: "cnn", "cnn/fold-2".</param>
    /// <param name="stage">What progress calls it.</param>
    /// <exception cref="ExportMismatchException">The artifact does not answer as the model it was exported from.</exception>
    public ExportedModel Export(IModelTrainer trainer, DatasetSplit split, string place, string stage, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        report(stage, 0, 0, null);
        var context = Context(data, options, backend, split, (done, total, detail) => report(stage, done, total, detail), folder.ModelFolder(place)) with
        {
            // "cnn/fold-2" beside "ensemble-cnn+rf/fold-2".
            FolderOf = other => folder.ModelFolder($"{RunFolder.PlaceOf(other)}{place[RunFolder.PlaceOf(trainer).Length..]}"),
            Resumes = options.Resumes,
            Stop = stop,
        };
        long start = Stopwatch.GetTimestamp();
        using var trained = trainer.Train(KnownModels.Options(trainer, options), context, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        string path = Path.Combine(folder.ModelFolder(place), "model.onnx");
        var metadata = new ArtifactMetadata
        {
            Name = trainer.Name,
            Kind = trainer.Kind,
            Labels = data.Labels.Labels,
            PositiveLabel = data.Labels.Positive,
            SampleRateHz = data.SampleRateHz,
            ClipSamples = ArtifactBranch.CommonClipSamples(trained.Branches),
            Spectrogram = data.Clips.Format.Mels is { } mels ? new(mels, context.ClipLength) : null,
            DataHash = data.Dataset.DataHash,
            SplitRule = split.Rule,
            ProducerVersion = Version,
            Metrics = new Dictionary<string, double>(),
            Extra = trained.Parameters,
        };
        AudioArtifact.Save(path, trained.Branches, metadata);
        return new()
        {
            Place = place,
            Path = path,
            Metadata = metadata,
            HeardSamples = ArtifactBranch.HeardSamples(trained.Branches),
            ParameterCount = trained.ParameterCount,
            TrainSeconds = seconds,
            Verification = Verify(trainer.Name, path, trained, split),
            History = trained.History,
            BestEpoch = trained.BestEpoch,
            LearntFromValidation = trained.LearntFromValidation,
        };
    }

    public (ClassificationMetrics Metrics, IReadOnlyList<RocPoint> Roc, IReadOnlyList<ScoredClip> Scores) Score(ExportedModel exported, IReadOnlyList<Recording> test) =>
        ExperimentEvaluation.Evaluate(new MLContext(options.Seed), exported.Path, test, data.Labels);

    /// <param name="place">Where the run was stopped, for people.</param>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public void ThrowIfStopped(string place)
    {
        if (stop.IsCancellationRequested) throw new OperationCanceledException($"The cross-validation was stopped at {place}; the run in {folder.Root} can be resumed.", stop);
    }

    /// <summary>Writes the metrics into the artifact, its history and its card.</summary>
    public void Finish(IModelTrainer trainer, ExportedModel exported, DatasetSplit split, IReadOnlyDictionary<string, double> metrics, params IReadOnlyList<string> limits)
    {
        var metadata = exported.Metadata with { Metrics = metrics };
        AudioArtifact.UpdateMetadata(exported.Path, metadata);
        folder.WriteHistory(exported.Place, exported.History, exported.BestEpoch);
        folder.WriteCard(exported.Place, ModelCard.Write(metadata, new()
        {
            DatasetName = data.Dataset.Name,
            Architecture = trainer.Description,
            ClipsByPart = [new("train", split.Train.Count), new(exported.LearntFromValidation ? "validation, learnt from as well" : "validation", split.Validation.Count), new("test", split.Test.Count)],
            Training = [.. metadata.Extra],
            HeardSamples = exported.HeardSamples,
            Limits = limits,
        }));
    }

    public static ModelResult Result(IModelTrainer trainer, ExportedModel exported, ClassificationMetrics metrics, IReadOnlyList<RocPoint> roc, IReadOnlyList<ScoredClip> scores) => new()
    {
        Name = trainer.Name,
        Kind = trainer.Kind,
        Description = trainer.Description,
        Hyperparameters = exported.Metadata.Extra,
        ParameterCount = exported.ParameterCount,
        Artifact = exported.Artifact,
        TrainSeconds = exported.TrainSeconds,
        Verification = exported.Verification,
        Metrics = metrics,
        Roc = roc,
        Scores = scores,
        History = exported.History,
        BestEpoch = exported.BestEpoch,
    };

    /// <summary>As an artifact carries them.</summary>
    public static Dictionary<string, double> Named(ClassificationMetrics metrics) => new()
    {
        ["auc"] = metrics.Auc,
        ["accuracy"] = metrics.Accuracy,
        ["precision"] = metrics.Precision,
        ["recall"] = metrics.Recall,
        ["f1"] = metrics.F1,
        ["log_loss_bits"] = metrics.LogLoss,
    };

    /// <summary>What a trainer sees of a split.</summary>
    public static TrainingContext Context(
        ExperimentData data, ExperimentOptions options, ITrainingBackend backend, DatasetSplit split, Action<int, int, string?> report, string? checkpointFolder = null, Func<EpochReport, bool>? goesOn = null) => new()
        {
            MachineLearning = new MLContext(options.Seed),
            Clips = data.Clips,
            Labels = data.Labels,
            Training = split.Train,
            Validation = split.Validation,
            ClipLength = data.ClipLength(options, split.Train),
            Options = options,
            Backend = backend,
            Seed = options.Seed,
            DataHash = data.Dataset.DataHash,
            CheckpointFolder = checkpointFolder,
            Report = report,
            GoesOn = goesOn,
        };

    /// <summary>On clips of every part, spread evenly: the comparison is of two programs, not of a model with the truth.</summary>
    private ArtifactVerification Verify(string name, string path, TrainedModel trained, DatasetSplit split)
    {
        Recording[] all = [.. split.Test, .. split.Validation, .. split.Train];
        int step = Math.Max(1, all.Length / VerificationClips);
        var clips = all.Where((_, i) => i % step == 0).Take(VerificationClips).Select(recording => (recording.RelativePath, data.Clips.Load(recording))).ToArray();
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
}
