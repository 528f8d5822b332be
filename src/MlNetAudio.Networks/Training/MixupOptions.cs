namespace MlNetAudio.Networks.Training;

/// <summary>
/// Mixup: every example of a batch becomes λ·example + (1 − λ)·another, and so do their targets, λ drawn from Beta(α, α) (Zhang et al., "mixup: Beyond empirical risk minimization", 2018).
/// </summary>
/// <remarks>The other is the next in the batch, which is in random order. A batch of one stays as it is.</remarks>
public sealed record MixupOptions
{
    /// <summary>α: near 0 one of the two prevails, 1 is uniform, above it halves prevail. The paper takes 0.1 to 0.4.</summary>
    public float Alpha { get; init => field = Require.Positive(value); } = 0.2f;

    public MixupScope Scope { get; init; }
}
