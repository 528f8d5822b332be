using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio features` as it was asked for.</summary>
internal sealed record FeaturesOptions
{
    /// <summary>A recording or a folder of them, as typed.</summary>
    public required string Input { get; init; }

    /// <summary>FILE.npy, FILE.csv or a folder, as typed.</summary>
    public required string Output { get; init; }

    /// <summary>Sample rate (Hz) → how the feature is computed there; what does not go together is refused then.</summary>
    public required Func<int, IFeatureOptions> Feature { get; init; }

    /// <summary>The feature's change over time of that order is wanted; null: the feature itself.</summary>
    public int? DeltaOrder { get; init; }

    /// <summary>What is taken over time; empty: every frame is written.</summary>
    public IReadOnlyList<Statistic> Statistics { get; init; } = [];

    /// <summary>The rate that recordings are resampled to; null: each at its own.</summary>
    public int? SampleRateHz { get; init; }
}
