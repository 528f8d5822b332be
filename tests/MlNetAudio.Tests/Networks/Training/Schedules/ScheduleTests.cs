using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Tests.Networks.Training.Schedules;

/// <summary>Expected rates are those of PyTorch 1.13's schedulers, printed before each step.</summary>
public class ScheduleTests
{
    private static readonly Dictionary<string, (LearningRateSchedule Schedule, double[] Rates)> Expected = new()
    {
        ["constant"] = (new ConstantSchedule(), [0.1, 0.1, 0.1]),
        ["StepLR"] = (new StepSchedule { Every = 3, Gamma = 0.5f }, [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025]),
        ["CosineAnnealingLR"] = (new CosineSchedule { Period = 5, MinimumRate = 0.01f },
            [0.1, 0.0914057647, 0.0689057647, 0.0410942353, 0.0185942353, 0.01, 0.0185942353, 0.0410942353]),
        ["CosineAnnealingWarmRestarts"] = (new CosineRestartSchedule { FirstPeriod = 2, Growth = 2, MinimumRate = 0.01f },
            [0.1, 0.055, 0.1, 0.0868198052, 0.055, 0.0231801948, 0.1, 0.096574579, 0.0868198052]),
        ["CosineAnnealingWarmRestarts, equal periods"] = (new CosineRestartSchedule { FirstPeriod = 3 }, [0.1, 0.075, 0.025, 0.1, 0.075, 0.025, 0.1, 0.075]),
        ["LinearLR"] = (new WarmUpSchedule { Length = 4 }, [0.0333333333, 0.05, 0.0666666667, 0.0833333333, 0.1, 0.1]),
        ["LinearLR chained with StepLR"] = (new WarmUpSchedule { Length = 3, StartFactor = 0.25f, Then = new StepSchedule { Every = 2, Gamma = 0.5f } }, [0.025, 0.05, 0.0375, 0.05, 0.025, 0.025]),
        ["OneCycleLR"] = (new OneCycleSchedule { MaximumRate = 0.2f, TotalSteps = 10 },
            [0.008, 0.104, 0.2, 0.190096926, 0.162349131, 0.122252404, 0.0777483956, 0.0376516692, 0.0099038736, 8e-07]),
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_schedule_walks_as_in_PyTorch(string name)
    {
        var (schedule, rates) = Expected[name];

        for (int t = 0; t < rates.Length; t++)
            Assert.Equal(rates[t], schedule.At(new TrainingClock(Step: t, Epoch: t, Steps: 20, Epochs: 20), 0.1, new()).LearningRate, tolerance: 1e-8);   // options are single precision
    }

    [Fact]
    public void One_cycle_moves_the_momentum_the_other_way()
    {
        var schedule = new OneCycleSchedule { MaximumRate = 0.2f, RisingPart = 0.5f, InitialDivisor = 10, FinalDivisor = 100, BaseMomentum = 0.8f, MaximumMomentum = 0.9f };
        double[] rates = [0.02, 0.0821884705, 0.182811529, 0.19010679, 0.122329841, 0.0378133688, 0.0002], momenta = [0.9, 0.86545085, 0.80954915, 0.804951557, 0.838873953, 0.88117449, 0.9];

        for (int step = 0; step < 7; step++)
        {
            var (rate, momentum) = schedule.At(new TrainingClock(step, Epoch: 0, Steps: 7, Epochs: 1), 0.1, new());
            Assert.Equal(rates[step], rate, tolerance: 1e-8);
            Assert.Equal(momenta[step], momentum!.Value, tolerance: 1e-7);
        }

        Assert.Equal(0.0002, schedule.At(new TrainingClock(Step: 100, Epoch: 3, Steps: 7, Epochs: 1), 0.1, new()).LearningRate, tolerance: 1e-8);
        Assert.Null((schedule with { CycleMomentum = false }).At(new TrainingClock(3, 0, 7, 1), 0.1, new()).Momentum);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_as_in_PyTorch()
    {
        var schedule = new ReduceOnPlateauSchedule { Factor = 0.5f, Patience = 1, Cooldown = 1, MinimumRate = 0.02f };
        double[] losses = [1, 0.9, 0.9, 0.95, 0.9, 0.9, 0.9, 0.5, 0.49999, 0.5, 0.5, 0.5, 0.5, 0.5];
        double[] rates = [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.02, 0.02, 0.02, 0.02];
        var state = new ScheduleState();

        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            Assert.Equal(rates[epoch], schedule.At(new TrainingClock(epoch, epoch, 100, 100), 0.1, state).LearningRate, tolerance: 1e-8);
            state = schedule.Observe(state, losses[epoch], 0.1);
        }

        Assert.Equal(0.5, state.Best);
    }

    [Fact]
    public void A_warm_up_passes_losses_on_to_what_it_warms_up()
    {
        var plateau = new ReduceOnPlateauSchedule { Patience = 0 };
        var warmUp = new WarmUpSchedule { Length = 2, Then = plateau };
        var state = warmUp.Observe(warmUp.Observe(new(), 1, 0.1), 1, 0.1);

        Assert.Equal(1, state.Reductions);
        Assert.Equal(0.01, warmUp.At(new TrainingClock(50, 2, 100, 4), 0.1, state).LearningRate, tolerance: 1e-8);
    }

    [Theory]
    [InlineData(ScheduleInterval.Epoch, 0.05)]   // epoch 4 of 8 is half-way
    [InlineData(ScheduleInterval.Step, 0.1)]     // step 0 is the beginning
    public void A_cosine_without_a_period_takes_the_whole_run(ScheduleInterval interval, double expected)
    {
        var schedule = new CosineSchedule { Interval = interval };

        Assert.Equal(expected, schedule.At(new TrainingClock(Step: 0, Epoch: 4, Steps: 80, Epochs: 8), 0.1, new()).LearningRate, tolerance: 1e-8);
    }

    [Fact]
    public void A_cosine_ends_at_its_minimum()
    {
        Assert.Equal(0.0, new CosineSchedule().At(new TrainingClock(80, Epoch: 8, 80, Epochs: 8), 0.1, new()).LearningRate, tolerance: 1e-15);
    }

    public static TheoryData<OptimizerOptions> EveryOptimizer => [new SgdOptions(), new AdamOptions(), new AdamWOptions(), new RmsPropOptions()];

    [Theory, MemberData(nameof(EveryOptimizer))]
    public void Rates_reach_every_optimiser_and_leave_the_rest(OptimizerOptions optimizer)
    {
        var clipped = optimizer with { ClipNorm = 3 };

        var changed = clipped.At(0.5f, 0.75f);

        Assert.Equal(0.5f, changed.LearningRate);
        Assert.Equal(0.75f, changed switch { SgdOptions sgd => sgd.Momentum, AdamOptions adam => adam.Beta1, AdamWOptions adam => adam.Beta1, RmsPropOptions rms => rms.Momentum, _ => 0 });
        Assert.Equal(3, changed.ClipNorm);
        Assert.Same(changed, changed.At(0.5f));
    }
}
