namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [channels, Steps]: the largest value of each of so many windows that cover the axis. torch.nn.AdaptiveMaxPool1d.</summary>
public sealed record AdaptiveMaxPool1d(int Steps) : PoolLayer
{
    public override PoolKind Kind => PoolKind.Max;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 2);
        return [Adaptive(input, 1, Steps)];
    }

    public override string ToString() => $"AdaptiveMaxPool1d({Steps})";
}
