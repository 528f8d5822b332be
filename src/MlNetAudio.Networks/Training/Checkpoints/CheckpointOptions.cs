namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>When checkpoints are saved, and by whom: at the end of the run, after epochs, and within one by time or steps.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Called on the training thread, which waits for it. A checkpoint is a copy: it may be kept.</summary>
    public required Action<TrainingCheckpoint> Save { get; init; }

    /// <summary>After every epoch, however short; otherwise only as often as <see cref="Interval"/> and <see cref="Batches"/> say.</summary>
    public bool EveryEpoch { get; init; } = true;

    /// <summary>Also within an epoch, when the last one is so old; null: not by time.</summary>
    public TimeSpan? Interval { get; init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(null, $"{nameof(Interval)} must be positive, got {value}."); }

    /// <summary>Also within an epoch, every so many batches; null: not by batches.</summary>
    public int? Batches { get; init => field = value is { } count ? Require.Positive(count) : null; }
}
