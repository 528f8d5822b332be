using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Networks.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training set at most.</summary>
    public int Epochs { get; init => field = Require.Positive(value); } = 30;

    /// <summary>Examples per optimiser step; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init => field = Require.Positive(value); } = 16;

    /// <summary>Epochs in a row that do not improve the validation before training stops. Without a validation set every epoch is run, and where <see cref="Selection"/> is the last one.</summary>
    public int Patience { get; init => field = Require.Positive(value); } = 8;

    /// <summary>An epoch must be better than the last that counted by more than this to end the waiting of <see cref="Patience"/>. Weights are kept of the very best epoch all the same.</summary>
    public float MinimumImprovement { get; init => field = Require.NotNegative(value); }

    /// <summary>Without a validation set the last epoch is the best.</summary>
    public EpochSelection Selection { get; init; }

    /// <summary>Null: binary cross-entropy for a network that ends in one logit, cross-entropy for more.</summary>
    public LossSpec? Loss { get; init; }

    /// <summary>Where it keeps an average of the weights, that average is validated and becomes the result.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    public ClassBalance Balance { get; init; } = ClassBalance.Weights;

    /// <summary>Null mixes nothing.</summary>
    public MixupOptions? Mixup { get; init; }

    /// <summary>Threads that make batches of each set while the engine works; 0: the training thread makes each batch before its step. Of no account where examples lie in memory.</summary>
    public int Producers { get; init => field = Require.NotNegative(value); } = 1;

    /// <summary>Batches that are made ahead of the step that needs them; so many and one more are in memory.</summary>
    public int BatchesAhead { get; init => field = Require.Positive(value); } = 2;

    /// <summary>Decides the initial weights, the order of the examples, the dropout and the mixing.</summary>
    public required int Seed { get; init; }

    /// <summary>0 means one per core. The result is the same for every number.</summary>
    public int Threads { get; init => field = Require.NotNegative(value); }
}
