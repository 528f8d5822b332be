using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Classical;
using MlNetAudio.Pipelines.Deep;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The models that compare can train, by name.</summary>
public static class KnownModels
{
    private static readonly IModelTrainer[] Trainers =
    [
        new LogisticRegressionTrainer(),
        new RandomForestTrainer(),
        new LogMelNetworkTrainer("cnn", "Conv16-Conv32-Conv64 (3x3, ReLU, max-pool 2), FC128, dropout 0.5, on the log-mel spectrogram", new CnnOptions()),
        new LogMelNetworkTrainer("lstm", "LSTM, 2 layers of 128 over time, last step, dropout 0.3, on the log-mel spectrogram", RecurrentOptions.Lstm),
    ];

    /// <summary>Every name, in the order in which they are trained.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Trainers.Select(trainer => trainer.Name)];

    /// <summary>What a name stands for, in one line.</summary>
    public static string Describe(string name) => Find(name).Description;

    /// <exception cref="ArgumentException">The name is unknown; the message lists those that are.</exception>
    internal static IModelTrainer Find(string name) =>
        Array.Find(Trainers, trainer => string.Equals(trainer.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no model '{name}'; the models are {string.Join(", ", Names)}.");
}
