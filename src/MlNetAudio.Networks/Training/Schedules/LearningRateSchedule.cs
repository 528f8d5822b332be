namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>The learning rate (and momentum) of each step: a pure function of the clock and, for schedules that watch the loss, of a state that the caller keeps.</summary>
public abstract record LearningRateSchedule
{
    /// <param name="learningRate">The optimiser's own, which most schedules scale.</param>
    /// <param name="state">From <see cref="Observe"/>; a new one before the first epoch.</param>
    public abstract ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state);

    /// <summary>After every epoch: the state that follows from the epoch's loss (of the validation set where there is one).</summary>
    /// <param name="learningRate">The optimiser's own.</param>
    public virtual ScheduleState Observe(ScheduleState state, double loss, double learningRate) => state;

    /// <summary>The optimiser as it is for the step at that time.</summary>
    internal Optimizers.OptimizerOptions Apply(Optimizers.OptimizerOptions optimizer, TrainingClock clock, ScheduleState state)
    {
        var rates = At(clock, optimizer.LearningRate, state);
        return optimizer.At((float)rates.LearningRate, (float?)rates.Momentum);
    }

    private protected static long Time(ScheduleInterval interval, TrainingClock clock) => interval == ScheduleInterval.Step ? clock.Step : clock.Epoch;

    private protected static long Whole(ScheduleInterval interval, TrainingClock clock) => interval == ScheduleInterval.Step ? clock.Steps : clock.Epochs;

    /// <summary>From start (part 0) to end (part 1) along half a cosine.</summary>
    private protected static double Cosine(double start, double end, double part) => end + (start - end) / 2 * (1 + Math.Cos(Math.PI * part));
}
