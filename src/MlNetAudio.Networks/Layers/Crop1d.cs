namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [channels, Length], from step Start on.</summary>
public sealed record Crop1d(int Length, int Start = 0) : FrameLayer
{
    public override IReadOnlyList<Padding1d> Margins(Shape input)
    {
        CheckRank(input, 2);
        return [Kept(input, 1, Start, Length)];
    }

    public override string ToString() => $"Crop1d({Length}, start {Start})";
}
