using System.Globalization;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>A network on the standardised log-mel spectrogram of a clip of fixed length: shorter clips are padded with zeros at the end, longer ones cropped.</summary>
/// <param name="network">Makes a network for [1, mels, frames].</param>
internal sealed class LogMelNetworkTrainer(string name, string description, NetworkOptions network) : IModelTrainer
{
    public string Name => name;

    public string Kind => "deep";

    public string Description => description;

    public TrainedModel Train(TrainingContext context, CancellationToken cancellation)
    {
        var options = LogMelDefaults.ForRate(context.SampleRateHz);
        int frames = options.FrameCount(context.ClipSamples);
        bool binary = context.Labels.IsBinary;
        var spec = network.Create(Shape.Of(1, options.MelBands, frames), binary ? 1 : context.Labels.Labels.Count);

        var extractor = new LogMelExtractor(options);
        float[][] training = Spectrograms(context, extractor, context.Training, cancellation);
        float[][] validation = Spectrograms(context, extractor, context.Validation, cancellation);
        var scaling = MelScaling.Fit(training, options.MelBands, frames);
        foreach (float[] spectrogram in training.Concat(validation)) MelScaling.Apply(scaling, spectrogram, frames);

        var backend = new CpuBackend();
        var result = new NetworkTrainer(backend).Fit(
            spec, Set(context, spec, training, context.Training), validation.Length == 0 ? null : Set(context, spec, validation, context.Validation),
            new TrainingOptions { Epochs = context.Options.Epochs, BatchSize = context.Options.BatchSize, Seed = context.Seed },
            epoch => context.Report(epoch.Epoch, epoch.Epochs, string.Create(CultureInfo.InvariantCulture, $"loss {epoch.TrainingLoss:0.000}{(epoch.ValidationLoss is { } loss ? $", validation {loss:0.000}" : "")}")),
            cancellation);

        var trained = backend.Create(spec, result.Weights, context.Seed);
        var best = result.History.FirstOrDefault(epoch => epoch.Epoch == result.BestEpoch);
        return new()
        {
            FrontEnd = new LogMelFrontEnd { SampleRateHz = context.SampleRateHz, Options = options, ClipSamples = context.ClipSamples, Scaling = scaling },
            Head = new NetworkHead(spec, result.Weights),
            Predict = samples =>
            {
                float[] spectrogram = extractor.Extract(ClipLength.Fit(samples, context.ClipSamples)).Values;
                MelScaling.Apply(scaling, spectrogram, frames);
                float[] logits = new float[spec.Output.Count];
                lock (trained) trained.Forward(spectrogram, 1, logits);
                return Probabilities(logits);
            },
            Parameters = new Dictionary<string, string>
            {
                ["input"] = string.Create(CultureInfo.InvariantCulture, $"log-mel [{options.MelBands}, {frames}], n_fft {options.FftLength}, hop {options.HopLength}, {context.SampleRateHz} Hz"),
                ["optimizer"] = "Adam, learning rate 0.001",
                ["batch_size"] = context.Options.BatchSize.ToString(CultureInfo.InvariantCulture),
                ["epochs"] = string.Create(CultureInfo.InvariantCulture, $"{result.History.Count} of at most {context.Options.Epochs}{(result.StoppedEarly ? " (stopped early)" : "")}"),
                ["best_epoch"] = string.Create(CultureInfo.InvariantCulture, $"{result.BestEpoch}{(best?.ValidationLoss is { } loss ? $", validation loss {loss:g3}" : "")}"),
            },
            ParameterCount = spec.ParameterCount,
            ClipSamples = context.ClipSamples,
            History = result.History,
            BestEpoch = result.BestEpoch,
            Owned = [trained],
        };
    }

    private static float[][] Spectrograms(TrainingContext context, LogMelExtractor extractor, IReadOnlyList<Recording> recordings, CancellationToken cancellation)
    {
        float[][] spectrograms = new float[recordings.Count][];
        AllCores.For(recordings.Count, i => spectrograms[i] = extractor.Extract(ClipLength.Fit(context.Clips.Load(recordings[i]), context.ClipSamples)).Values, cancellation);
        return spectrograms;
    }

    private static TrainingSet Set(TrainingContext context, NetworkSpec spec, float[][] spectrograms, IReadOnlyList<Recording> recordings) =>
        new(spec.Input, spectrograms, [.. recordings.Select(context.Labels.IndexOf)]);

    /// <summary>Sigmoid of one logit, as [1 − p, p]; softmax of several.</summary>
    private static float[] Probabilities(float[] logits)
    {
        if (logits.Length == 1)
        {
            float positive = 1 / (1 + MathF.Exp(-logits[0]));
            return [1 - positive, positive];
        }
        float largest = logits.Max();
        float[] exponentials = [.. logits.Select(logit => MathF.Exp(logit - largest))];
        float sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }
}
