namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>
/// One cosine up from MaximumRate / InitialDivisor and one down to a FinalDivisor-th of where it began, counted in steps, with the momentum going the other way (Smith and Topin 2018).
/// torch.optim.lr_scheduler.OneCycleLR with its defaults, two phases and cosine annealing.
/// </summary>
/// <remarks>The optimiser's own learning rate has no part in it.</remarks>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    public required float MaximumRate { get; init => field = Require.Positive(value); }

    /// <summary>Null means the whole run; later steps stay at the end.</summary>
    public int? TotalSteps { get; init => field = value is { } steps ? Require.Positive(steps) : null; }

    /// <summary>Part of the steps on the way up, 0..1. PyTorch's pct_start.</summary>
    public float RisingPart { get; init => field = Require.Fraction(value); } = 0.3f;

    /// <summary>PyTorch's div_factor.</summary>
    public float InitialDivisor { get; init => field = Require.Positive(value); } = 25;

    /// <summary>Of the initial rate. PyTorch's final_div_factor.</summary>
    public float FinalDivisor { get; init => field = Require.Positive(value); } = 1e4f;

    /// <summary>Moves the momentum (Adam's Beta1) from MaximumMomentum down to BaseMomentum at the top of the cycle and back up.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>0 ≤ BaseMomentum &lt; 1.</summary>
    public float BaseMomentum { get; init => field = Require.Decay(value); } = 0.85f;

    /// <summary>0 ≤ MaximumMomentum &lt; 1.</summary>
    public float MaximumMomentum { get; init => field = Require.Decay(value); } = 0.95f;

    public override ScheduledRates At(TrainingClock clock, double learningRate, ScheduleState state)
    {
        double last = (TotalSteps ?? clock.Steps) - 1, top = RisingPart * (last + 1) - 1, time = Math.Min(clock.Step, last);
        double initial = (double)MaximumRate / InitialDivisor;
        return time <= top
            ? Between(initial, MaximumRate, MaximumMomentum, BaseMomentum, top > 0 ? time / top : 1)
            : Between(MaximumRate, initial / FinalDivisor, BaseMomentum, MaximumMomentum, last > top ? (time - top) / (last - top) : 1);
    }

    private ScheduledRates Between(double startRate, double endRate, double startMomentum, double endMomentum, double part) =>
        new(Cosine(startRate, endRate, part), CycleMomentum ? Cosine(startMomentum, endMomentum, part) : null);
}
