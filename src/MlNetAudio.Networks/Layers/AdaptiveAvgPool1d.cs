namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [channels, Steps]: the mean of each of so many windows that cover the axis. torch.nn.AdaptiveAvgPool1d.</summary>
public sealed record AdaptiveAvgPool1d(int Steps) : PoolLayer
{
    public override PoolKind Kind => PoolKind.Average;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 2);
        return [Adaptive(input, 1, Steps)];
    }

    public override string ToString() => $"AdaptiveAvgPool1d({Steps})";
}
