using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Networks.Training;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>The contract of all backends; where it compares with the CPU engine, with the engine at another number of threads.</summary>
public class CpuBackendTests : TrainingBackendContract
{
    private protected override ITrainingBackend Backend { get; } = new CpuBackend(threads: 1);
}
