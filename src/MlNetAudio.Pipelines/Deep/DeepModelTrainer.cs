using System.Globalization;
using MlNetAudio.Datasets;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Deep.Inputs;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Any network on any input: standardised examples of clips that are padded with zeros at the end or cropped.</summary>
internal sealed class DeepModelTrainer(string name, string description, DeepModelOptions defaults) : ModelTrainer<DeepModelOptions>(name, "deep", description, defaults)
{
    protected override TrainedModel Train(DeepModelOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var input = options.Input.Create(context.SampleRateHz, context.ClipSamples);
        var spec = options.Network.Create(input.Shape, context.Labels.IsBinary ? 1 : context.Labels.Labels.Count);
        var settings = options.Training;

        float[][] training = Examples(context, input, context.Training, cancellation), validation = Examples(context, input, context.Validation, cancellation);
        var scaling = input.IsStandardized ? RowScaling.Fit(training, input.Rows, input.SmallestDeviation) : FeatureScaling.Identity(input.Rows);
        if (input.IsStandardized)
            foreach (float[] example in training.Concat(validation)) RowScaling.Apply(scaling, example);

        using var stop = new CancellationTokenSource();
        var backend = new CpuBackend();
        var result = new NetworkTrainer(backend).Fit(
            spec, Set(context, spec, training, context.Training), validation.Length == 0 ? null : Set(context, spec, validation, context.Validation),
            new TrainingOptions
            {
                Epochs = settings.Epochs,
                BatchSize = settings.BatchSize,
                Patience = settings.Patience,
                Loss = settings.Loss(spec),
                Optimizer = settings.OptimizerOptions,
                Schedule = settings.LearningRateSchedule,
                Seed = context.Seed,
            },
            new TrainingControl
            {
                Progress = epoch =>
                {
                    context.Report(epoch.Epoch, epoch.Epochs, string.Create(CultureInfo.InvariantCulture, $"loss {epoch.TrainingLoss:0.000}{(epoch.ValidationLoss is { } loss ? $", validation {loss:0.000}" : "")}"));
                    if (context.GoesOn?.Invoke(epoch) == false) stop.Cancel();
                },
                Stop = stop.Token,
                Cancellation = cancellation,
            });

        var trained = backend.Create(spec, result.Weights, context.Seed);
        return new()
        {
            FrontEnd = input.FrontEnd(scaling),
            Head = new NetworkHead(spec, result.Weights),
            Predict = samples =>
            {
                float[] example = input.Extract(samples);
                if (input.IsStandardized) RowScaling.Apply(scaling, example);
                float[] logits = new float[spec.Output.Count];
                lock (trained) trained.Forward(example, 1, logits);
                return Probabilities.Of(logits);
            },
            Parameters = Parameters(input, settings, result),
            ParameterCount = spec.ParameterCount,
            ClipSamples = input.ClipSamples,
            History = result.History,
            BestEpoch = result.BestEpoch,
            Owned = [trained],
        };
    }

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

    private static float[][] Examples(TrainingContext context, InputExtractor input, IReadOnlyList<Recording> recordings, CancellationToken cancellation)
    {
        float[][] examples = new float[recordings.Count][];
        AllCores.For(recordings.Count, i => examples[i] = input.Extract(context.Clips.Load(recordings[i])), cancellation);
        return examples;
    }

    private static TrainingSet Set(TrainingContext context, NetworkSpec spec, float[][] examples, IReadOnlyList<Recording> recordings) =>
        new(spec.Input, examples, [.. recordings.Select(context.Labels.IndexOf)]);
}
