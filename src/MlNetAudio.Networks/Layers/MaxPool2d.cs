namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, height', width']: largest value of each window; a ragged edge is dropped unless CeilMode keeps it. torch.nn.MaxPool2d.</summary>
/// <param name="Stride">Distance of the windows; null: their size, so that they tile.</param>
public sealed record MaxPool2d(Size2d Size, Size2d? Stride = null, Padding2d Padding = default) : PoolLayer
{
    /// <summary>Round the number of windows up: the last ones may stick out.</summary>
    public bool CeilMode { get; init; }

    public override PoolKind Kind => PoolKind.Max;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 3);
        var stride = Stride ?? Size;
        return
        [
            Sliding(input, 1, Size.Height, stride.Height, Padding.Top, Padding.Bottom, CeilMode, false),
            Sliding(input, 2, Size.Width, stride.Width, Padding.Left, Padding.Right, CeilMode, false),
        ];
    }

    public override string ToString() =>
        $"MaxPool2d({Size}{(Stride is null ? "" : $", stride {Stride}")}{(Padding == default ? "" : $", padding {Padding}")}{(CeilMode ? ", ceil mode" : "")})";
}
