using System.Diagnostics;
using System.Globalization;
using MlNetAudio.Datasets;
using MlNetAudio.Evaluation;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>Searches the settings of one model: trains it with each and judges it on the validation part. The test part is never looked at.</summary>
public static class Tuner
{
    /// <param name="clock">Names the folder, and ends the search where a time limit is set; null: the system's.</param>
    /// <param name="backends">Those that deep models may be trained on; null: this library's own.</param>
    /// <exception cref="DatasetException">The data set cannot be read, or has no validation part to judge by.</exception>
    /// <exception cref="ArgumentException">An option does not fit the data set, or there is not one model, or nothing to search.</exception>
    /// <exception cref="InvalidOperationException">Every trial failed; the message is that of the first.</exception>
    public static TuningResult Run(
        TuningOptions options, IProgress<ExperimentProgress>? progress = null, TimeProvider? clock = null, TrainingBackends? backends = null, CancellationToken cancellation = default)
    {
        clock ??= TimeProvider.System;
        var started = clock.GetUtcNow();
        options = Checked(options);
        RunFolder.Check(options.Experiment);
        var search = Search.Prepare(options, backends, progress, cancellation);
        var folder = RunFolder.Create(options.Experiment, $"{search.Data.Dataset.Name}-tune-{search.Trainer.Name}", started);
        folder.WriteConfig(ExperimentConfig.RunText(search.Options.Experiment, ModelTraining.Version, started));
        folder.WriteSplit(search.Split);
        folder.WriteSkipped(search.Data.Dataset.Skipped);
        TuningFolder.WritePlan(folder.Root, options);
        return search.Run(folder.Root, [], clock, started, cancellation);
    }

    /// <summary>Goes on with a search that was interrupted, and ends with the trials of one that was not. The trial that was cut off is begun anew.</summary>
    /// <param name="change">What is asked for differently this time: the number of trials, the time limit.</param>
    /// <param name="backends">As of a new search.</param>
    /// <exception cref="InvalidDataException">No search wrote that folder, or its files were damaged.</exception>
    /// <exception cref="DatasetException">As of a new search, or the recordings are not what they were.</exception>
    public static TuningResult Resume(
        string folder, Func<TuningOptions, TuningOptions>? change = null, IProgress<ExperimentProgress>? progress = null, TimeProvider? clock = null,
        TrainingBackends? backends = null, CancellationToken cancellation = default)
    {
        clock ??= TimeProvider.System;
        var written = TuningFolder.ReadPlan(folder);
        var options = Checked(change?.Invoke(written) ?? written);
        var search = Search.Prepare(options, backends, progress, cancellation);
        if (written.Experiment.DatasetHash is { } hash && hash != search.Data.Dataset.DataHash)
            throw new DatasetException($"{search.Data.Dataset.Name} is not as it was when the search in {folder} began: its trials cannot be compared with new ones. Begin a new search.");
        var trials = TuningFolder.ReadTrials(folder);
        TuningFolder.WritePlan(folder, options);
        return search.Run(Path.GetFullPath(folder), trials, clock, clock.GetUtcNow(), cancellation);
    }

    private static TuningOptions Checked(TuningOptions options)
    {
        var experiment = options.Experiment.Resolved();
        if (experiment.Models.Count != 1) throw new ArgumentException($"A search is for one model, got {experiment.Models.Count}: {string.Join(", ", experiment.Models)}.");
        if (experiment.Folds is not null) throw new ArgumentException("A search judges by the validation part of one split; leave the folds out, and cross-validate what it finds.");
        if (options.Space.Dimensions.Count == 0) throw new ArgumentException($"There is nothing to search for {experiment.Models[0]}; name settings and their values, as in training.learning_rate=log:1e-4..1e-2.");
        return options with { Experiment = experiment };
    }

    private sealed record Search(TuningOptions Options, IModelTrainer Trainer, ExperimentData Data, ITrainingBackend Backend, DatasetSplit Split, IProgress<ExperimentProgress>? Progress)
    {
        public static Search Prepare(TuningOptions options, TrainingBackends? backends, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
        {
            var backend = (backends ?? TrainingBackends.Own).Create(options.Experiment.Backend, options.Experiment.Device);
            var trainer = KnownModels.Of(options.Experiment).Single();
            var data = ExperimentData.Read(options.Experiment, (stage, done, total, detail) => progress?.Report(new(stage, done, total, detail)), cancellation);
            if (!KnownModels.Reads(trainer, data.Dataset.Content, options.Experiment))
                throw new ArgumentException($"{data.Dataset.Name} holds spectrograms, and {trainer.Name} is computed from recordings; search another model, such as cnn or lstm.");
            var split = DatasetSplitter.Split(data.Dataset, new SplitOptions { Seed = options.Experiment.Seed });
            if (split.Validation.Select(data.Labels.IndexOf).Distinct().Count() < 2)
                throw new DatasetException($"{data.Dataset.Name}: the validation part {(split.Validation.Count == 0 ? "is empty" : "holds one class only")}, so trials cannot be judged ({split.Rule}); add recordings of more groups.");
            return new(options with { Experiment = data.Spelled(options.Experiment, data.ClipLength(options.Experiment, split.Train)) }, trainer, data, backend, split, progress);
        }

        public TuningResult Run(string folder, IReadOnlyList<Trial> earlier, TimeProvider clock, DateTimeOffset started, CancellationToken cancellation)
        {
            List<Trial> trials = [.. earlier];
            while (trials.Count < Options.Trials && !(trials.Count > earlier.Count && clock.GetUtcNow() - started >= Options.TimeLimit))
            {
                trials.Add(Try(trials, cancellation));
                TuningFolder.WriteTrials(folder, trials, Options.Space);
                // After every trial: a search that is broken off has its best config.
                if (trials[^1] is { LogLoss: not null } latest && latest == Best(trials)) WriteBest(folder, latest, started);
            }
            var best = Best(trials);
            if (best.LogLoss is null) throw new InvalidOperationException($"Every one of {trials.Count} trials failed, the first for this: {trials[0].Fault}");
            return new(folder, Trainer.Name, trials, best, WriteBest(folder, best, started));
        }

        private static Trial Best(IReadOnlyList<Trial> trials) => TrialProposal.Ranked(trials).First();

        private string WriteBest(string folder, Trial best, DateTimeOffset started) => TuningFolder.WriteBest(folder, ExperimentConfig.RunText(With(best.Settings), ModelTraining.Version, started));

        private Trial Try(IReadOnlyList<Trial> earlier, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            int number = earlier.Count + 1;
            string stage = string.Create(CultureInfo.InvariantCulture, $"trial {number} of {Options.Trials}");
            Progress?.Report(new(stage, 0, 0, null));
            var settings = TrialProposal.Next(Options.Space, Options.Method, earlier, Options.Experiment.Seed);
            var median = new MedianStopping(earlier);
            var curve = new List<float>();
            bool stopped = false;
            long start = Stopwatch.GetTimestamp();
            var trial = new Trial { Number = number, Ending = TrialEnding.Complete, Settings = settings };
            try
            {
                var options = With(settings);
                using var trained = Trainer.Train(KnownModels.Options(Trainer, options), ModelTraining.Context(Data, options, Backend, Split, (done, total, detail) => Progress?.Report(new(stage, done, total, detail)), goesOn: GoesOn) with { JudgesByValidation = true }, cancellation);
                trial = Judged(trial, trained) with { Ending = stopped ? TrialEnding.Stopped : TrialEnding.Complete };
            }
            catch (Exception e) when (e is ArgumentException or ShapeException or TrainingDivergedException)
            {
                trial = trial with { Ending = TrialEnding.Failed, Fault = e.Message };
            }
            return trial with { Curve = curve, Seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3) };

            bool GoesOn(EpochReport epoch)
            {
                if (epoch.ValidationLoss is not { } loss) return true;
                curve.Add(loss);
                stopped = Options.StopsEarly && epoch.Epoch < epoch.Epochs && !median.GoesOn(epoch.Epoch, loss);
                return !stopped;
            }
        }

        /// <summary>By the answers of the trained model in process: a trial is not exported.</summary>
        private Trial Judged(Trial trial, TrainedModel trained)
        {
            float[][] probabilities = [.. Split.Validation.Select(recording => trained.Predict(Data.Clips.Load(recording)))];
            if (probabilities.Any(row => row.Any(probability => !float.IsFinite(probability)))) throw new TrainingDivergedException("The trained model answers with NaN or infinite probabilities.");
            var metrics = Classification.Evaluate(probabilities, [.. Split.Validation.Select(Data.Labels.IndexOf)], Data.Labels.Labels.Count);
            return trial with { LogLoss = metrics.LogLossNats, Auc = metrics.Auc, Accuracy = metrics.Accuracy };
        }

        private ExperimentOptions With(IReadOnlyDictionary<string, string> settings) =>
            settings.Aggregate(Options.Experiment, (options, setting) => options.WithSetting($"{Trainer.Name}.{setting.Key}", setting.Value));
    }
}
