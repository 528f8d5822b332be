using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Deep.Inputs;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>A deep model: what its network reads, the network, how it is trained, and how its examples are changed in every epoch.</summary>
public sealed record DeepModelOptions : ModelOptions
{
    public required NetworkInputOptions Input { get; init; }

    public required NetworkOptions Network { get; init; }

    public NetworkTrainingOptions Training { get; init; } = new();

    /// <summary>Of the samples; without effect on spectrograms that are read from files.</summary>
    public WaveformAugmentation Waveform { get; init; } = WaveformAugmentation.None;

    /// <summary>Of standardised spectrograms; without effect on networks that read something else.</summary>
    public SpectrogramAugmentation Spectrogram { get; init; } = SpectrogramAugmentation.None;
}
