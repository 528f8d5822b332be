using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Deep.Inputs;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The deep models of the zoo: each network with what it reads and how it is trained.</summary>
internal static class DeepModels
{
    public static IReadOnlyList<DeepModelTrainer> All { get; } =
    [
        Of("cnn", new LogMelInputOptions()),
        Of("lstm", new LogMelInputOptions()),
    ];

    private static DeepModelTrainer Of(string name, NetworkInputOptions input, NetworkTrainingOptions? training = null)
    {
        var network = KnownNetworks.Find(name);
        return new(name, network.Description, new() { Input = input, Network = network.Options, Training = training ?? new() });
    }
}
