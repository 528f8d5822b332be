namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, Size], from row Top and column Left on.</summary>
public sealed record Crop2d(Size2d Size, int Top = 0, int Left = 0) : FrameLayer
{
    public override IReadOnlyList<Padding1d> Margins(Shape input)
    {
        CheckRank(input, 3);
        return [Kept(input, 1, Top, Size.Height), Kept(input, 2, Left, Size.Width)];
    }

    public override string ToString() => $"Crop2d({Size}, top {Top}, left {Left})";
}
