namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, height', width']: mean of each window; a ragged edge is dropped unless CeilMode keeps it. torch.nn.AvgPool2d.</summary>
/// <param name="Stride">Distance of the windows; null: their size, so that they tile.</param>
public sealed record AvgPool2d(Size2d Size, Size2d? Stride = null, Padding2d Padding = default) : PoolLayer
{
    /// <summary>Round the number of windows up: the last ones may stick out.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether the zeros of the padding count in the mean; PyTorch's count_include_pad.</summary>
    public bool CountsPadding { get; init; } = true;

    public override PoolKind Kind => PoolKind.Average;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 3);
        var stride = Stride ?? Size;
        return
        [
            Sliding(input, 1, Size.Height, stride.Height, Padding.Top, Padding.Bottom, CeilMode, CountsPadding),
            Sliding(input, 2, Size.Width, stride.Width, Padding.Left, Padding.Right, CeilMode, CountsPadding),
        ];
    }

    public override string ToString() =>
        $"AvgPool2d({Size}{(Stride is null ? "" : $", stride {Stride}")}{(Padding == default ? "" : $", padding {Padding}")}{(CeilMode ? ", ceil mode" : "")})";
}
