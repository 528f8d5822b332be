namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>Multiplies the learning rate by Gamma after every Every epochs (or steps): η·γ^⌊t / Every⌋. torch.optim.lr_scheduler.StepLR.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>Epochs, or steps, by <see cref="Interval"/>.</summary>
    public required int Every { get; init => field = Require.Positive(value); }

    public float Gamma { get; init => field = Require.Positive(value); } = 0.1f;

    public ScheduleInterval Interval { get; init; }

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state) => new(learningRate * Math.Pow(Gamma, Time(Interval, clock) / Every));
}
