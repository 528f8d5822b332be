namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [channels, steps']: largest value of each window; a ragged edge is dropped unless CeilMode keeps it. torch.nn.MaxPool1d.</summary>
/// <param name="Stride">Distance of the windows; null: their size, so that they tile.</param>
public sealed record MaxPool1d(int Size, int? Stride = null, Padding1d Padding = default) : PoolLayer
{
    /// <summary>Round the number of windows up: the last ones may stick out.</summary>
    public bool CeilMode { get; init; }

    public override PoolKind Kind => PoolKind.Max;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 2);
        return [Sliding(input, 1, Size, Stride ?? Size, Padding.Before, Padding.After, CeilMode, false)];
    }

    public override string ToString() =>
        $"MaxPool1d({Size}{(Stride is null ? "" : $", stride {Stride}")}{(Padding == default ? "" : $", padding {Padding}")}{(CeilMode ? ", ceil mode" : "")})";
}
