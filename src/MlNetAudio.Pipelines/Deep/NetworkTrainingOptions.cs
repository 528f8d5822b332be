using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>How the network of a deep model is trained, as values with names: what a config file or a search sets.</summary>
public sealed record NetworkTrainingOptions
{
    private const int SchedulePatience = 5;

    /// <summary>Passes over the training part at most.</summary>
    public int Epochs { get; init => field = value > 0 ? value : throw Refused(nameof(Epochs), "positive", value); } = 30;

    /// <summary>Clips in a step.</summary>
    public int BatchSize { get; init => field = value > 0 ? value : throw Refused(nameof(BatchSize), "positive", value); } = 16;

    /// <summary>Epochs without a better validation part before training stops.</summary>
    public int Patience { get; init => field = value > 0 ? value : throw Refused(nameof(Patience), "positive", value); } = 8;

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    public float LearningRate { get; init => field = value > 0 ? value : throw Refused(nameof(LearningRate), "positive", value); } = 1e-3f;

    public float WeightDecay { get; init => field = value >= 0 ? value : throw Refused(nameof(WeightDecay), "at least 0", value); }

    /// <summary>Of SGD and RMSprop.</summary>
    public float Momentum { get; init => field = value is >= 0 and < 1 ? value : throw Refused(nameof(Momentum), "at least 0 and below 1", value); } = 0.9f;

    /// <summary>The Euclidean norm of all gradients together is scaled down to this; null leaves them.</summary>
    public float? ClipNorm { get; init => field = value is null or > 0 ? value : throw Refused(nameof(ClipNorm), "positive or none", value); }

    /// <summary>Decay of a moving average of the weights, which is then validated and exported; null keeps none.</summary>
    public float? AverageDecay { get; init => field = value is null or (>= 0 and < 1) ? value : throw Refused(nameof(AverageDecay), "at least 0 and below 1, or none", value); }

    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    /// <summary>Epochs over which the learning rate grows from nearly 0 to its full size.</summary>
    public int WarmUpEpochs { get; init => field = value >= 0 ? value : throw Refused(nameof(WarmUpEpochs), "at least 0", value); }

    /// <summary>Share of every target that is spread over all classes; of more than two labels only.</summary>
    public float LabelSmoothing { get; init => field = value is >= 0 and < 1 ? value : throw Refused(nameof(LabelSmoothing), "at least 0 and below 1", value); }

    public ClassBalance Balance { get; init; } = ClassBalance.Weights;

    /// <summary>α of mixup: examples are mixed in pairs with weights drawn from Beta(α, α); null mixes none.</summary>
    public float? Mixup { get; init => field = value is null or > 0 ? value : throw Refused(nameof(Mixup), "positive or none", value); }

    /// <summary>
    /// By what the best epoch is told. With <see cref="EpochSelection.LastEpoch"/> the validation part chooses nothing, so the model learns from it too; but where that part judges the model, as in a
    /// search over settings, it is only watched.
    /// </summary>
    public EpochSelection Selection { get; init; }

    /// <summary>An epoch must be better by more than this to count against <see cref="Patience"/>.</summary>
    public float MinimumImprovement { get; init => field = value >= 0 ? value : throw Refused(nameof(MinimumImprovement), "at least 0", value); }

    /// <summary>In words, for cards and reports.</summary>
    internal string Description => FormattableString.Invariant($"{Settings.SettingText.Snake(Optimizer.ToString())}, learning rate {LearningRate}{(WeightDecay > 0 ? FormattableString.Invariant($", weight decay {WeightDecay}") : "")}")
        + (Schedule == ScheduleKind.Constant ? "" : $", {Settings.SettingText.Snake(Schedule.ToString())} schedule");

    internal TrainingOptions ToTrainingOptions(NetworkSpec network, int seed) => new()
    {
        Epochs = Epochs,
        BatchSize = BatchSize,
        Patience = Patience,
        MinimumImprovement = MinimumImprovement,
        Selection = Selection,
        Loss = Loss(network),
        Optimizer = OptimizerOptions,
        Schedule = LearningRateSchedule,
        Balance = Balance,
        Mixup = Mixup is { } alpha ? new() { Alpha = alpha } : null,
        Seed = seed,
    };

    private OptimizerOptions OptimizerOptions => Optimizer switch
    {
        OptimizerKind.Adam => new AdamOptions { LearningRate = LearningRate, WeightDecay = WeightDecay, ClipNorm = ClipNorm, AverageDecay = AverageDecay },
        OptimizerKind.AdamW => new AdamWOptions { LearningRate = LearningRate, WeightDecay = WeightDecay, ClipNorm = ClipNorm, AverageDecay = AverageDecay },
        OptimizerKind.Sgd => new SgdOptions { LearningRate = LearningRate, Momentum = Momentum, WeightDecay = WeightDecay, ClipNorm = ClipNorm, AverageDecay = AverageDecay },
        _ => new RmsPropOptions { LearningRate = LearningRate, Momentum = Momentum, WeightDecay = WeightDecay, ClipNorm = ClipNorm, AverageDecay = AverageDecay },
    };

    private LearningRateSchedule LearningRateSchedule
    {
        get
        {
            LearningRateSchedule schedule = Schedule switch
            {
                ScheduleKind.Cosine => new CosineSchedule { Interval = ScheduleInterval.Step },
                ScheduleKind.OneCycle => new OneCycleSchedule { MaximumRate = LearningRate },
                ScheduleKind.Step => new StepSchedule { Every = Math.Max(1, (Epochs + 2) / 3) },
                ScheduleKind.Plateau => new ReduceOnPlateauSchedule { Patience = SchedulePatience },
                _ => new ConstantSchedule(),
            };
            return WarmUpEpochs == 0 ? schedule : new WarmUpSchedule { Length = WarmUpEpochs, Interval = ScheduleInterval.Epoch, StartFactor = 1f / (WarmUpEpochs + 1), Then = schedule };
        }
    }

    private LossSpec Loss(NetworkSpec network) => LossSpec.For(network) is CrossEntropy loss ? loss with { LabelSmoothing = LabelSmoothing } : LossSpec.For(network);

    private static ArgumentOutOfRangeException Refused(string name, string rule, object? value) => new(null, FormattableString.Invariant($"{name} must be {rule}, got {value}."));
}
