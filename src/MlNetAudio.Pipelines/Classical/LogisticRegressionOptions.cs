using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>How logistic regression is fitted.</summary>
public sealed record LogisticRegressionOptions : ModelOptions
{
    /// <summary>Weight of the sum of absolute weights; with neither this nor L2, the pair with the lowest log loss over folds of the training part is taken.</summary>
    public float? L1 { get; init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"L1 must be at least 0, got {value}.")); }

    /// <summary>Weight of half the sum of squared weights.</summary>
    public float? L2 { get; init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"L2 must be at least 0, got {value}.")); }

    /// <summary>Group-aware folds of the training part on which L1 and L2 are chosen.</summary>
    public int Folds { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(null, $"Folds must be at least 2, got {value}."); } = 5;
}
