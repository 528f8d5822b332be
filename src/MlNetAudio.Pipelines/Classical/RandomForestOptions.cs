namespace MlNetAudio.Pipelines.Classical;

/// <summary>How a random forest is grown and calibrated.</summary>
public sealed record RandomForestOptions : ClassicalOptions
{
    public int Trees { get; init => field = Positive(value, nameof(Trees)); } = 200;

    /// <summary>Of a tree at most. Four are depth 2, as the scikit-learn baseline that this one follows; four features carry little more.</summary>
    public int Leaves { get; init => field = Folded(value, nameof(Leaves)); } = 4;

    public int MinimumExamplesPerLeaf { get; init => field = Positive(value, nameof(MinimumExamplesPerLeaf)); } = 1;

    /// <summary>Share of the features that a tree may use, above 0 and at most 1; splits still draw theirs.</summary>
    public double FeatureFraction { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"FeatureFraction must be above 0 and at most 1, got {value}.")); } = 1;

    /// <summary>Share of a tree's features that each split chooses from, above 0 and at most 1; null: ML.NET's own.</summary>
    public double? FeatureFractionPerSplit
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"FeatureFractionPerSplit must be above 0 and at most 1, got {value}."));
    }

    /// <summary>Group-aware folds of the clips fitted on, whose held-out scores calibrate the probability.</summary>
    public int Folds { get; init => field = Folded(value, nameof(Folds)); } = 5;
}
