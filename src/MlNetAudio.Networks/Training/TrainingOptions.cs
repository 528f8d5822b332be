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

    /// <summary>Epochs without a lower validation loss before training stops. Without a validation set every epoch is run.</summary>
    public int Patience { get; init => field = Require.Positive(value); } = 8;

    /// <summary>Null: binary cross-entropy for a network that ends in one logit, cross-entropy for more.</summary>
    public LossSpec? Loss { get; init; }

    /// <summary>Where it keeps an average of the weights, that average is validated and becomes the result.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>
    /// Weights the k classes by n / (k·nₖ), counted in the training set, so that a rare class matters as much as a frequent one. Without effect where targets are values, or the loss takes no
    /// class weights or has its own.
    /// </summary>
    public bool BalanceClasses { get; init; } = true;

    /// <summary>Decides the initial weights, the order of the examples and the dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>0 means one per core. The result is the same for every number.</summary>
    public int Threads { get; init => field = Require.NotNegative(value); }
}
