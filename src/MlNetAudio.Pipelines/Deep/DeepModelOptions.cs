using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Deep.Inputs;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>A deep model: what its network reads, the network, and how it is trained.</summary>
public sealed record DeepModelOptions : ModelOptions
{
    public required NetworkInputOptions Input { get; init; }

    public required NetworkOptions Network { get; init; }

    public NetworkTrainingOptions Training { get; init; } = new();
}
