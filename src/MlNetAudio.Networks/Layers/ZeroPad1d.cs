namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] with zeros before and after; torch.nn.functional.pad.</summary>
public sealed record ZeroPad1d(Padding1d Padding) : FrameLayer
{
    public override IReadOnlyList<Padding1d> Margins(Shape input)
    {
        CheckRank(input, 2);
        return [Added(Padding.Before, Padding.After)];
    }

    public override string ToString() => $"ZeroPad1d({Padding})";
}
