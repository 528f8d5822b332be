namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>Half a cosine from the optimiser's learning rate down to MinimumRate, again and again, each FirstPeriod·Growthⁿ long (Loshchilov and Hutter 2017). torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.</summary>
public sealed record CosineRestartSchedule : LearningRateSchedule
{
    /// <summary>Epochs, or steps, by <see cref="Interval"/>, until the first restart. PyTorch's T_0.</summary>
    public required int FirstPeriod { get; init => field = Require.Positive(value); }

    /// <summary>Each period is so many times the one before. PyTorch's T_mult.</summary>
    public int Growth { get; init => field = Require.Positive(value); } = 1;

    public float MinimumRate { get; init => field = Require.NotNegative(value); }

    public ScheduleInterval Interval { get; init; }

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state)
    {
        long time = Time(Interval, clock), period = FirstPeriod;
        if (Growth == 1) time %= period;
        for (; time >= period; period *= Growth) time -= period;
        return new(Cosine(learningRate, MinimumRate, (double)time / period));
    }
}
