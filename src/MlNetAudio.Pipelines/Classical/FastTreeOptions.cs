namespace MlNetAudio.Pipelines.Classical;

/// <summary>How gradient boosted trees are grown; ML.NET's defaults, but for leaves that fit small data.</summary>
public sealed record FastTreeOptions : ClassicalOptions
{
    public int Trees { get; init => field = Positive(value, nameof(Trees)); } = 100;

    /// <summary>Of a tree at most.</summary>
    public int Leaves { get; init => field = Folded(value, nameof(Leaves)); } = 20;

    public int MinimumExamplesPerLeaf { get; init => field = Positive(value, nameof(MinimumExamplesPerLeaf)); } = 5;

    public double LearningRate { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"LearningRate must be positive, got {value}.")); } = 0.1;
}
