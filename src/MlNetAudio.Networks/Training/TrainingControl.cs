using MlNetAudio.Networks.Training.Checkpoints;

namespace MlNetAudio.Networks.Training;

/// <summary>What a training run tells and heeds, beside its data and options; none of it changes the result, but for the metric that options choose by.</summary>
public sealed record TrainingControl
{
    /// <summary>Called after every epoch, on the calling thread. Epochs before a resumed checkpoint are not told again.</summary>
    public Action<EpochReport>? Progress { get; init; }

    /// <summary>Computed on the validation set after every epoch; needs classes.</summary>
    public ValidationMetric? Metric { get; init; }

    /// <summary>When and where to save what a killed run is resumed from; null saves nothing.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Where to go on instead of at the beginning. The run ends with the same bits as one that was never interrupted.</summary>
    public TrainingCheckpoint? Resume { get; init; }

    public TimeProvider Clock { get; init => field = value ?? throw new ArgumentNullException(nameof(Clock)); } = TimeProvider.System;

    /// <summary>Ends training after the current step with the best weights so far; where no epoch has been validated yet, what is there is validated. Before that a checkpoint is saved.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Ends training between two steps with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
