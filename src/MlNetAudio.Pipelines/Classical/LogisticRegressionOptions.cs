namespace MlNetAudio.Pipelines.Classical;

/// <summary>How logistic regression is fitted.</summary>
public sealed record LogisticRegressionOptions : ClassicalOptions
{
    /// <summary>Weight of the sum of absolute weights; with neither this nor L2, the pair with the lowest log loss over folds of the clips fitted on is taken.</summary>
    public float? L1 { get; init => field = NotNegative(value, nameof(L1)); }

    /// <summary>Weight of half the sum of squared weights.</summary>
    public float? L2 { get; init => field = NotNegative(value, nameof(L2)); }

    /// <summary>Group-aware folds of the clips fitted on, on which L1 and L2 are chosen.</summary>
    public int Folds { get; init => field = Folded(value, nameof(Folds)); } = 5;
}
