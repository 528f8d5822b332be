using MlNetAudio.Networks.Cpu;

namespace MlNetAudio.Networks.Training;

/// <summary>The backends that a program offers, by name; which of them there are is for the program to say, because some need more than this library.</summary>
public sealed class TrainingBackends
{
    private readonly IReadOnlyList<(string Name, Func<string, ITrainingBackend> Create)> _backends;

    private TrainingBackends(IReadOnlyList<(string Name, Func<string, ITrainingBackend> Create)> backends) => _backends = backends;

    /// <summary>The CPU engine alone: "cpu", on the device "cpu".</summary>
    public static TrainingBackends Own { get; } = new([("cpu", device => device == "cpu"
        ? new CpuBackend()
        : throw new ArgumentException($"The backend cpu works on the device cpu, not on '{device}'; choose another backend for that."))]);

    public IReadOnlyList<string> Names => [.. _backends.Select(backend => backend.Name)];

    /// <summary>These and one more.</summary>
    /// <param name="create">From the name of a device to the backend on it.</param>
    public TrainingBackends With(string name, Func<string, ITrainingBackend> create) => new([.. _backends, (name, create)]);

    /// <param name="device">As the backend names its devices: "cpu", "cuda", "cuda:1".</param>
    /// <exception cref="ArgumentException">There is no such backend, or no such device; the message says which there are.</exception>
    public ITrainingBackend Create(string name, string device)
    {
        foreach (var backend in _backends)
            if (backend.Name == name) return backend.Create(device);
        throw new ArgumentException(
            $"There is no backend '{name}' in this program; it has {string.Join(", ", Names)}.{(name == "torchsharp" ? " TorchSharp comes with the official stack: build with -p:MlNetStack=official." : "")}");
    }
}
