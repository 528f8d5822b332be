using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>Everything that decides the trials of a search.</summary>
public sealed record TuningOptions
{
    /// <summary>One model, with the settings that the search starts from; without folds.</summary>
    public required ExperimentOptions Experiment { get; init; }

    /// <summary>What is searched.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>How many in all, those of an interrupted search included.</summary>
    public int Trials { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Trials must be positive, got {value}.")); } = 20;

    public SearchMethod Method { get; init; }

    /// <summary>Trials that are worse than the median of earlier ones after an epoch are ended there.</summary>
    public bool StopsEarly { get; init; } = true;

    /// <summary>No trial is begun after that time; null: all are. How many there are then depends on the machine, what they are does not.</summary>
    public TimeSpan? TimeLimit { get; init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(null, $"TimeLimit must be positive, got {value}."); }
}
