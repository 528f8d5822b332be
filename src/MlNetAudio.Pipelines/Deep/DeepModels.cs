using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Deep.Inputs;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The deep models of the zoo: each network with what it reads and how it is trained.</summary>
internal static class DeepModels
{
    public static IReadOnlyList<DeepModelTrainer> All { get; } =
    [
        Of("mlp", new LoudnessInputOptions(), new() { Epochs = 200, Patience = 30, LearningRate = 1e-2f }),
        Of("cnn", new LogMelInputOptions()),
        Of("cnn-dnn", new LogMelInputOptions()),
        Of("cnn-image", new LogMelInputOptions { MelBands = 224, Frames = 224 }),
        Of("rnn", new LogMelInputOptions()),
        Of("lstm", new LogMelInputOptions()),
        Of("bilstm", new LogMelInputOptions()),
        Of("gru", new LogMelInputOptions()),
        Of("lstm-attention", new LogMelInputOptions()),
        Of("cnn-lstm", new LogMelInputOptions()),
        Of("conv-gru-lstm", new MfccInputOptions()),
        Of("wavenet", new WaveformInputOptions()),
        Of("transformer", new LogMelInputOptions()),
        Of("ds-cnn", new LogMelInputOptions { MelBands = 40, WindowMilliseconds = 40, HopMilliseconds = 20 }),
        Of("bc-resnet", new LogMelInputOptions { MelBands = 40, WindowMilliseconds = 30, HopMilliseconds = 10 }),
    ];

    private static DeepModelTrainer Of(string name, NetworkInputOptions input, NetworkTrainingOptions? training = null)
    {
        var network = KnownNetworks.Find(name);
        return new(name, network.Description, new() { Input = input, Network = network.Options, Training = training ?? new() });
    }
}
