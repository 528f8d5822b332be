namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, Size]: the largest value of each of so many windows that cover both axes. torch.nn.AdaptiveMaxPool2d.</summary>
public sealed record AdaptiveMaxPool2d(Size2d Size) : PoolLayer
{
    public override PoolKind Kind => PoolKind.Max;

    public override IReadOnlyList<PoolAxis> Axes(Shape input)
    {
        CheckRank(input, 3);
        return [Adaptive(input, 1, Size.Height), Adaptive(input, 2, Size.Width)];
    }

    public override string ToString() => $"AdaptiveMaxPool2d({Size})";
}
