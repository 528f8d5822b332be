namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [channels, steps']: mean of each window; a ragged edge is dropped unless CeilMode keeps it. torch.nn.AvgPool1d.</summary>
/// <param name="Stride">Distance of the windows; null: their size, so that they tile.</param>
public sealed record AvgPool1d(int Size, int? Stride = null, Padding1d Padding = default) : PoolLayer
{
    /// <summary>Round the number of windows up: the last ones may stick out.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether the zeros of the padding count in the mean; PyTorch's count_include_pad.</summary>
    public bool CountsPadding { get; init; } = true;

    public override PoolKind Kind => PoolKind.Average;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 2);
        return [Sliding(input, 1, Size, Stride ?? Size, Padding.Before, Padding.After, CeilMode, CountsPadding)];
    }

    public override string ToString() =>
        $"AvgPool1d({Size}{(Stride is null ? "" : $", stride {Stride}")}{(Padding == default ? "" : $", padding {Padding}")}{(CeilMode ? ", ceil mode" : "")})";
}
