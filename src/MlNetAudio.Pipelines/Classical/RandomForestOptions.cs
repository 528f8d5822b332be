using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>How a random forest is grown and calibrated.</summary>
public sealed record RandomForestOptions : ModelOptions
{
    public int Trees { get; init => field = Positive(value, nameof(Trees)); } = 200;

    /// <summary>Of a tree at most. Four are depth 2, as the scikit-learn baseline that this one follows; four features carry little more.</summary>
    public int Leaves { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(null, $"Leaves must be at least 2, got {value}."); } = 4;

    public int MinimumExamplesPerLeaf { get; init => field = Positive(value, nameof(MinimumExamplesPerLeaf)); } = 1;

    /// <summary>Group-aware folds of the training part, whose held-out scores calibrate the probability.</summary>
    public int Folds { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(null, $"Folds must be at least 2, got {value}."); } = 5;

    private static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");
}
