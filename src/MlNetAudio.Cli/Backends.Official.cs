using MlNetAudio.Networks.TorchSharp;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Cli;

internal static partial class Backends
{
    static partial void AddOfficial(ref TrainingBackends backends) => backends = backends.With("torchsharp", device => new TorchBackend(device));
}
