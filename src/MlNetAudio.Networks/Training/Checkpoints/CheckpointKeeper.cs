namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>Knows when a checkpoint is due and which was the last.</summary>
internal sealed class CheckpointKeeper(CheckpointOptions options, RunIdentity identity, TimeProvider clock)
{
    private long _savedAt;
    private int _batches;

    public RunIdentity Identity => identity;

    /// <summary>Where the last one goes on; null before the first.</summary>
    public string? Last { get; private set; }

    public bool IsDue => _batches >= options.Batches || (_batches > 0 && clock.GetElapsedTime(_savedAt) >= options.Interval);

    public bool IsDueAfterEpoch => options.EveryEpoch || IsDue;

    /// <summary>Time runs from here.</summary>
    public void Begin() => _savedAt = clock.GetTimestamp();

    /// <summary>The run goes on from that one.</summary>
    public void Resume(TrainingCheckpoint checkpoint) => Last = checkpoint.Place;

    /// <summary>One more batch is not saved.</summary>
    public void Count() => _batches++;

    public void Save(TrainingCheckpoint checkpoint)
    {
        options.Save(checkpoint);
        (Last, _savedAt, _batches) = (checkpoint.Place, clock.GetTimestamp(), 0);
    }
}
