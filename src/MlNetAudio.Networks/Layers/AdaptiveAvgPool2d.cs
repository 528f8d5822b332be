namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, Size]: the mean of each of so many windows that cover both axes. torch.nn.AdaptiveAvgPool2d.</summary>
public sealed record AdaptiveAvgPool2d(Size2d Size) : PoolLayer
{
    public override PoolKind Kind => PoolKind.Average;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 3);
        return [Adaptive(input, 1, Size.Height), Adaptive(input, 2, Size.Width)];
    }

    public override string ToString() => $"AdaptiveAvgPool2d({Size})";
}
