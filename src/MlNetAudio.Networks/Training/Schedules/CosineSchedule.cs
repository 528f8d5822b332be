namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>Half a cosine from the optimiser's learning rate down to MinimumRate: η_min + (η − η_min)·(1 + cos(π·t / Period)) / 2. torch.optim.lr_scheduler.CosineAnnealingLR.</summary>
/// <remarks>Past the period it rises again, as PyTorch's does.</remarks>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>Epochs, or steps, by <see cref="Interval"/>; null means the whole run. PyTorch's T_max.</summary>
    public int? Period { get; init => field = value is { } period ? Require.Positive(period) : null; }

    public float MinimumRate { get; init => field = Require.NotNegative(value); }

    public ScheduleInterval Interval { get; init; }

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state) =>
        new(Cosine(learningRate, MinimumRate, (double)Time(Interval, clock) / (Period ?? Whole(Interval, clock))));
}
