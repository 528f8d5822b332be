namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] with zeros around; torch.nn.ZeroPad2d.</summary>
public sealed record ZeroPad2d(Padding2d Padding) : FrameLayer
{
    public override IReadOnlyList<Padding1d> Margins(Shape input)
    {
        CheckRank(input, 3);
        return [Added(Padding.Top, Padding.Bottom), Added(Padding.Left, Padding.Right)];
    }

    public override string ToString() => $"ZeroPad2d({Padding})";
}
