namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>Scales the rate of another schedule by a factor that grows linearly from StartFactor to 1 over the first Length steps. torch.optim.lr_scheduler.LinearLR, chained with the other.</summary>
public sealed record WarmUpSchedule : LearningRateSchedule
{
    /// <summary>Steps, or epochs, by <see cref="Interval"/>, until the full rate.</summary>
    public required int Length { get; init => field = Require.Positive(value); }

    /// <summary>Above 0, at most 1.</summary>
    public float StartFactor { get; init => field = Require.Positive(Require.Fraction(value)); } = 1f / 3;

    /// <summary>What is warmed up; it counts from the beginning of the run, not from the end of the warm-up.</summary>
    public LearningRateSchedule Then { get; init; } = new ConstantSchedule();

    public ScheduleInterval Interval { get; init; } = ScheduleInterval.Step;

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state)
    {
        var rates = Then.At(clock, learningRate, state);
        double part = Math.Min(1, (double)Time(Interval, clock) / Length);
        return rates with { LearningRate = rates.LearningRate * (StartFactor + (1 - StartFactor) * part) };
    }

    public override ScheduleState Observe(ScheduleState state, double loss, double learningRate) => Then.Observe(state, loss, learningRate);
}
