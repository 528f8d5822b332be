namespace Microsoft.ML.Data;

/// <summary>What is scaled to what.</summary>
internal sealed record ScalingRule(ScalingKind Kind, long MaximumExampleCount, bool FixZero)
{
    public long MaximumExampleCount { get; } = MaximumExampleCount > 1
        ? MaximumExampleCount
        : throw new ArgumentOutOfRangeException(nameof(MaximumExampleCount), $"maximumExampleCount must be greater than 1, got {MaximumExampleCount}.");
}
