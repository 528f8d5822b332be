namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>The optimiser's own learning rate throughout.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state) => new(learningRate);
}
