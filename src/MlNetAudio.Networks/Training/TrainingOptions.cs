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

    public AdamOptions Optimizer { get; init; } = new();

    /// <summary>Weights the k classes by n / (k·nₖ), counted in the training set, so that a rare class matters as much as a frequent one.</summary>
    public bool BalanceClasses { get; init; } = true;

    /// <summary>Decides the initial weights, the order of the examples and the dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>0 means one per core. The result is the same for every number.</summary>
    public int Threads { get; init => field = Require.NotNegative(value); }
}
