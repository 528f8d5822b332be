using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu;

/// <summary>Trains on the processor with this library's own kernels: AVX-512 where there is, otherwise whatever vectors the processor has.</summary>
/// <param name="threads">Threads of each network; 0 means one per core. Results are the same bits for every number.</param>
public sealed class CpuBackend(int threads = 0) : ITrainingBackend
{
    private readonly int _threads = Require.NotNegative(threads, nameof(threads));

    public string Name => "cpu";

    public ITrainableNetwork Create(NetworkSpec spec, int seed) => Create(spec, InitialWeights.Draw(spec, seed), seed);

    public ITrainableNetwork Create(NetworkSpec spec, NetworkWeights weights, int seed) => new CpuNetwork(spec, weights, seed) { Threads = _threads };
}
