using System.Globalization;
using MlNetAudio.Datasets;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.CrossValidation;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The whole way: recordings → split or folds → models → artifacts → scores → metrics, every file of it in the run's folder.</summary>
public static class Experiment
{
    private const int LongClipSeconds = 20;

    /// <param name="progress">Told of every step, while recordings are read from several threads at once.</param>
    /// <param name="clock">Names the run's folder and dates its config; null: the system's.</param>
    /// <param name="stop">Ends the training under way with the best model so far, and leaves out what was not begun; what there is is exported, scored and reported.</param>
    /// <param name="backends">Those that deep models may be trained on; null: this library's own.</param>
    /// <exception cref="DatasetException">The data set cannot be read, or not be split honestly.</exception>
    /// <exception cref="ArgumentException">An option does not fit the data set.</exception>
    /// <exception cref="ExportMismatchException">An artifact does not answer as the model it was exported from.</exception>
    public static ExperimentResult Run(
        ExperimentOptions options, IProgress<ExperimentProgress>? progress = null, TimeProvider? clock = null, TrainingBackends? backends = null,
        CancellationToken cancellation = default, CancellationToken stop = default)
    {
        clock ??= TimeProvider.System;
        var started = clock.GetUtcNow();
        void Report(string stage, int done, int total, string? detail) => progress?.Report(new(stage, done, total, detail));

        var trainers = KnownModels.Of(options);
        options = options with { Models = [.. trainers.Select(trainer => trainer.Name)] };
        if (trainers.Count == 0) throw new ArgumentException($"No model is named; the models are {string.Join(", ", KnownModels.Names)}.");

        var backend = (backends ?? TrainingBackends.Own).Create(options.Backend, options.Device);
        RunFolder.Check(options);
        var data = ExperimentData.Read(options, Report, cancellation);
        var dataset = data.Dataset;
        var able = trainers.Where(trainer => KnownModels.Reads(trainer, dataset.Content, options)).ToArray();
        string[] leftOut = [.. trainers.Except(able).Select(trainer => trainer.Name)];
        if (able.Length == 0) throw new ArgumentException($"{dataset.Name} holds spectrograms, and {OfRecordings(leftOut)}; name others, such as cnn or lstm.");
        trainers = able;
        options = options with { Models = [.. trainers.Select(trainer => trainer.Name)] };
        var folds = options.Folds is null ? null : DatasetFolds.Of(dataset, options.Folds, options.Seed);
        if (folds is not null) CrossValidator.Check(folds, data.Labels);
        var split = folds?.Whole ?? DatasetSplitter.Split(dataset, new SplitOptions { Seed = options.Seed });
        int clipLength = data.ClipLength(options, split.Train);

        var folder = RunFolder.Create(options, dataset.Name, started);
        folder.WriteConfig(ExperimentConfig.RunText(data.Spelled(options, clipLength), ModelTraining.Version, started));
        if (folds is null) folder.WriteSplit(split);
        else folder.WriteFolds(dataset, folds);
        folder.WriteSkipped(dataset.Skipped);

        var training = new ModelTraining(data, options, backend, folder, Report, stop);
        var models = new List<ModelResult>();
        foreach (var trainer in trainers)
        {
            if (stop.IsCancellationRequested && models.Count > 0) break;
            models.Add(folds is null ? training.Run(trainer, split, cancellation) : new CrossValidator(training, folds, data.Labels).Run(trainer, cancellation));
        }

        Report("writing", 0, 0, null);
        folder.WriteScores(models, data.Labels.Labels);
        var result = new ExperimentResult
        {
            Options = options,
            Folder = folder.Root,
            Dataset = dataset,
            Split = split,
            Folds = folds,
            Labels = data.Labels.Labels,
            Positive = data.Labels.Positive,
            SampleRateHz = data.SampleRateHz,
            ClipLength = clipLength,
            Models = models,
            Comparisons = Compare(models),
            Notices =
            [
                .. leftOut.Length == 0 ? [] : new[] { $"The data set holds spectrograms, and {OfRecordings(leftOut)}: left out." },
                .. Stopped(trainers, models, stop), .. dataset.Notices, .. OtherData(options, dataset), .. folds?.Notices ?? split.Notices, .. IdenticalRecordings.Across(folds?.Splits ?? [split], data.Clips),
                .. dataset.Content == DatasetContent.Recordings ? LongClips(clipLength, data.SampleRateHz) : [],
            ],
            Started = started,
            MetricsJson = "",
        };
        result = result with { MetricsJson = MetricsJson.Write(result) };
        folder.WriteMetrics(result.MetricsJson);
        return result;
    }

    private static string OfRecordings(string[] names) => $"{string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} computed from recordings";

    private static IEnumerable<string> OtherData(ExperimentOptions options, AudioDataset dataset)
    {
        if (options.DatasetHash is { } hash && hash != dataset.DataHash)
            yield return $"{dataset.Name} is not as it was when its config was written (hash {hash[..Math.Min(12, hash.Length)]}..., now {dataset.DataHash[..12]}...): other numbers are to be expected.";
    }

    private static IEnumerable<string> Stopped(IReadOnlyList<IModelTrainer> trainers, List<ModelResult> models, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested) yield break;
        string[] missing = [.. trainers.Skip(models.Count).Select(trainer => trainer.Name)];
        yield return $"The run was stopped: {models[^1].Name} is the best it had until then{(missing.Length == 0 ? "" : $", and {string.Join(", ", missing)} {(missing.Length == 1 ? "was" : "were")} not trained")}.";
    }

    private static IEnumerable<string> LongClips(int clipSamples, int rate)
    {
        double seconds = (double)clipSamples / rate;
        if (seconds > LongClipSeconds)
            yield return string.Create(CultureInfo.InvariantCulture, $"Deep models read clips of {seconds:0.#} s, the 95th percentile of the training part; a shorter clip length (--clip-seconds) makes them smaller and faster.");
    }

    /// <summary>The best model by AUC against each of the others, best first.</summary>
    private static IReadOnlyList<ModelComparison> Compare(IReadOnlyList<ModelResult> models)
    {
        var best = models.MaxBy(model => model.Metrics.Auc)!;
        return [.. models.Where(model => model != best).OrderByDescending(model => model.Metrics.Auc)
            .Select(model => new ModelComparison(best.Name, model.Name, ExperimentEvaluation.Compare(best.Scores, model.Scores)))];
    }
}
