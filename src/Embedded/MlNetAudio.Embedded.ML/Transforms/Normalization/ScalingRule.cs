namespace Microsoft.ML.Data;

/// <summary>What is scaled to what.</summary>
internal sealed record ScalingRule(ScalingKind Kind, long MaximumExampleCount, bool FixZero)
{
    /// <summary>Whether the median is taken off.</summary>
    public bool CenterData { get; init; } = true;

    /// <summary>In percent, 0 to 100.</summary>
    public (uint Low, uint High) Range
    {
        get;
        init => field = value.Low < value.High && value.High <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Range), $"quantileMin must be less than quantileMax and both within 0 to 100, got {value.Low} and {value.High}.");
    } = (25, 75);

    public int MaximumBinCount
    {
        get;
        init => field = value > 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaximumBinCount), $"maximumBinCount must be greater than 1, got {value}.");
    } = 1024;

    /// <summary>Whether all values are needed, not just their moments.</summary>
    public bool NeedsValues => Kind is ScalingKind.Quantiles or ScalingKind.Bins;

    public long MaximumExampleCount { get; } = MaximumExampleCount > 1
        ? MaximumExampleCount
        : throw new ArgumentOutOfRangeException(nameof(MaximumExampleCount), $"maximumExampleCount must be greater than 1, got {MaximumExampleCount}.");
}
