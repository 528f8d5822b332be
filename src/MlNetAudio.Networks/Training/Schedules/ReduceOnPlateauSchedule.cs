namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>
/// Multiplies the learning rate by Factor when the loss has not fallen for more than Patience epochs, down to MinimumRate. torch.optim.lr_scheduler.ReduceLROnPlateau in mode min, with a relative
/// threshold.
/// </summary>
public sealed record ReduceOnPlateauSchedule : LearningRateSchedule
{
    /// <summary>Below 1.</summary>
    public float Factor { get; init => field = Require.Decay(value); } = 0.1f;

    /// <summary>Epochs without a better loss that are put up with.</summary>
    public int Patience { get; init => field = Require.NotNegative(value); } = 10;

    /// <summary>A loss is better if it is below (1 − Threshold) times the best one.</summary>
    public float Threshold { get; init => field = Require.Decay(value); } = 1e-4f;

    /// <summary>Epochs after a reduction that do not count as bad.</summary>
    public int Cooldown { get; init => field = Require.NotNegative(value); }

    public float MinimumRate { get; init => field = Require.NotNegative(value); }

    /// <summary>A reduction by no more than this is not made.</summary>
    public float SmallestChange { get; init => field = Require.NotNegative(value); } = 1e-8f;

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state) => new(Rate(learningRate, state.Reductions));

    public override ScheduleState Observe(ScheduleState state, double loss, double learningRate)
    {
        bool better = loss < state.Best * (1 - (double)Threshold);
        int bad = better ? 0 : state.BadEpochs + 1, cooldown = state.CooldownLeft, reductions = state.Reductions;
        if (cooldown > 0) (bad, cooldown) = (0, cooldown - 1);
        if (bad > Patience)
        {
            if (Rate(learningRate, reductions) - Rate(learningRate, reductions + 1) > SmallestChange) reductions++;
            (bad, cooldown) = (0, Cooldown);
        }
        return new(better ? loss : state.Best, bad, cooldown, reductions);
    }

    private double Rate(double learningRate, int reductions) => reductions == 0 ? learningRate : Math.Max(learningRate * Math.Pow(Factor, reductions), MinimumRate);
}
