using System.Globalization;
using System.Numerics.Tensors;
using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Deep.Inputs;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Experiments.TensorBoard;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Any network on any input: standardised examples of clips that are padded with zeros at the end or cropped.</summary>
internal sealed class DeepModelTrainer(string name, string description, DeepModelOptions defaults) : ModelTrainer<DeepModelOptions>(name, "deep", description, defaults)
{
    /// <summary>So much work is lost at most when a training is killed.</summary>
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(10);

    public override bool ReadsSpectrograms(ModelOptions options) => ((DeepModelOptions)options).Input.ReadsSpectrograms;

    protected override TrainedModel Train(DeepModelOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var input = context.Clips.Format.Mels is { } mels
            ? new SpectrogramInput(new(mels, context.ClipLength), Quietest(context))
            : options.Input.Create(context.SampleRateHz, context.ClipLength);
        var spec = options.Network.Create(input.Shape, context.Labels.IsBinary ? 1 : context.Labels.Labels.Count);
        var settings = options.Training;
        bool learnsFromValidation = settings.Selection == EpochSelection.LastEpoch && !context.JudgesByValidation;

        var training = new ClipFeatures(context, learnsFromValidation ? context.Fitting : context.Training, input, cancellation);
        var scaling = input.IsStandardized ? training.FitScaling(cancellation) : null;
        var waveform = options.Waveform.IsNone || context.Clips.Format.Mels is not null ? null : new WaveformAugmenter(options.Waveform, context.SampleRateHz, context.Seed);
        var spectrogram = options.Spectrogram.IsNone || !input.IsSpectrogram ? null : new SpectrogramAugmenter(options.Spectrogram, context.Seed);
        bool tellsLengths = spec.Time is not null && input.OwnColumns(1) > 0;
        int shortest = tellsLengths ? Math.Max(1, spec.ShortestLength) : 0;
        var validation = learnsFromValidation || context.Validation.Count == 0 ? null : new ClipExamples(new ClipFeatures(context, context.Validation, input, cancellation), scaling, shortest);

        var result = Fit(spec, new ClipExamples(training, scaling, shortest, waveform, spectrogram), validation, settings.ToTrainingOptions(spec, context.Seed), context, cancellation);

        var trained = context.Backend.Create(spec, result.Weights, context.Seed);
        return new()
        {
            Branches = [new(input.FrontEnd(scaling ?? FeatureScaling.Identity(input.Rows), tellsLengths), new NetworkHead(spec, result.Weights) { Scaling = input.IsScaledByHead ? scaling : null })],
            Predict = samples =>
            {
                float[] example = input.Extract(samples);
                if (scaling is not null) RowScaling.Apply(scaling, example);
                float[] logits = new float[spec.Output.Count];
                lock (trained) trained.Forward(example, 1, logits, lengths: tellsLengths ? [Math.Max(shortest, input.OwnColumns(samples.Length))] : []);
                return Probabilities.Of(logits);
            },
            Parameters = Parameters(input, settings, result),
            ParameterCount = spec.ParameterCount,
            History = result.History,
            BestEpoch = result.BestEpoch,
            LearntFromValidation = learnsFromValidation,
            Owned = [trained],
        };
    }

    /// <summary>The smallest value of the training part: what silence is, in whatever unit.</summary>
    private static float Quietest(TrainingContext context) => context.Training.Min(recording => TensorPrimitives.Min<float>(context.Clips.Load(recording)));

    private static Dictionary<string, string> Parameters(InputExtractor input, NetworkTrainingOptions settings, TrainingResult result)
    {
        var best = result.History.FirstOrDefault(epoch => epoch.Epoch == result.BestEpoch);
        return new()
        {
            ["input"] = input.Description,
            ["optimizer"] = settings.Description,
            ["batch_size"] = settings.BatchSize.ToString(CultureInfo.InvariantCulture),
            ["epochs"] = string.Create(CultureInfo.InvariantCulture, $"{result.History.Count} of at most {settings.Epochs}{(result.StoppedEarly ? " (stopped early)" : "")}"),
            ["best_epoch"] = string.Create(CultureInfo.InvariantCulture, $"{result.BestEpoch}{(best?.ValidationLoss is { } loss ? $", validation loss {loss:g3}" : "")}"),
        };
    }

    private static TrainingResult Fit(
        NetworkSpec spec, ClipExamples training, ClipExamples? validation, TrainingOptions options, TrainingContext context, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        using var events = context is { Options.TensorBoard: true, CheckpointFolder: { } watched } ? EventFileWriter.Create(watched, TimeProvider.System) : null;
        string? checkpoint = context.CheckpointFolder is { } folder ? Path.Combine(folder, CheckpointFile.Name) : null;
        using var file = checkpoint is null ? null : new CheckpointFile(checkpoint);
        var result = new NetworkTrainer(context.Backend).Fit(spec, training, validation, options, new TrainingControl
        {
            Progress = epoch =>
            {
                context.Report(epoch.Epoch, epoch.Epochs, Shown(epoch));
                if (events is not null) Write(events, epoch);
                if (context.GoesOn?.Invoke(epoch) == false) stop.Cancel();
            },
            Metric = validation is null ? null : ValidationAuc.Metric,
            Checkpoints = file is null ? null : new() { Save = file.Save, EveryEpoch = false, Interval = CheckpointInterval },
            Resume = checkpoint is not null && context.Resumes ? CheckpointFile.Read(checkpoint) : null,
            Stop = stop.Token,
            Cancellation = cancellation,
        });
        file?.Flush();
        return result;
    }

    private static void Write(EventFileWriter events, EpochReport epoch)
    {
        events.AddScalar("loss/training", epoch.Epoch, epoch.TrainingLoss);
        if (epoch.ValidationLoss is { } loss) events.AddScalar("loss/validation", epoch.Epoch, loss);
        if (epoch.ValidationAccuracy is { } accuracy) events.AddScalar("accuracy/validation", epoch.Epoch, accuracy);
        if (epoch.Metric is { } auc) events.AddScalar("auc/validation", epoch.Epoch, auc);
        events.AddScalar("learning_rate", epoch.Epoch, epoch.LearningRate);
        events.AddScalar("seconds", epoch.Epoch, epoch.Duration.TotalSeconds);
        events.AddScalar("engine_busy", epoch.Epoch, epoch.EngineBusy);
        events.Flush();
    }

    private static string Shown(EpochReport epoch)
    {
        string validation = epoch.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation {loss:0.000}") : "";
        string auc = epoch.Metric is { } area ? string.Create(CultureInfo.InvariantCulture, $", AUC {area:0.000}") : "";
        string left = epoch.Remaining > TimeSpan.Zero ? $", {(epoch.Remaining.TotalMinutes >= 1 ? epoch.Remaining.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{epoch.Remaining.TotalSeconds:0} s"))} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}, loss {epoch.TrainingLoss:0.000}{validation}{auc}{left}");
    }
}
