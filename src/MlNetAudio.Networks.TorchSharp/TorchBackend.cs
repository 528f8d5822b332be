using MlNetAudio.Networks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Trains with PyTorch's kernels, through TorchSharp: on the processor, or on a GPU of NVIDIA.</summary>
/// <remarks>
/// Weights, losses, optimisers and dropout masks are those of the CPU engine, so both backends take the same steps up to rounding. On the processor a seed gives the same bits at one number of threads; on a GPU
/// some of cuDNN's kernels add up in any order.
/// </remarks>
public sealed class TorchBackend : ITrainingBackend
{
    private readonly Device _device;
    private readonly int _threads;

    /// <param name="device">"cpu", "cuda" (the first GPU), or "cuda:n".</param>
    /// <param name="threads">Of PyTorch, which has one number for the whole process; 0 means one per core.</param>
    /// <exception cref="ArgumentException">There is no such device; the message says which there are.</exception>
    /// <exception cref="InvalidOperationException">PyTorch's native library is missing.</exception>
    public TorchBackend(string device = "cpu", int threads = 0)
    {
        if (threads < 0) throw new ArgumentException($"threads must be at least 0, got {threads}.", nameof(threads));
        (_device, _threads) = (DeviceName.Parse(device), threads);
    }

    /// <summary>"torchsharp-cpu" or "torchsharp-cuda".</summary>
    public string Name => _device.type == DeviceType.CUDA ? "torchsharp-cuda" : "torchsharp-cpu";

    public ITrainableNetwork Create(NetworkSpec spec, int seed) => Create(spec, InitialWeights.Draw(spec, seed), seed);

    public ITrainableNetwork Create(NetworkSpec spec, NetworkWeights weights, int seed) => new TorchNetwork(spec, weights, seed, _device) { Threads = _threads };
}
