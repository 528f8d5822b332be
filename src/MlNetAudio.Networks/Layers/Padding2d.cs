namespace MlNetAudio.Networks.Layers;

/// <summary>What is put around an image. A single number means every side, a pair (above and below, left and right) as in PyTorch.</summary>
public readonly record struct Padding2d(int Top, int Bottom, int Left, int Right)
{
    internal bool IsNotNegative => Top >= 0 && Bottom >= 0 && Left >= 0 && Right >= 0;

    public static implicit operator Padding2d(int everySide) => new(everySide, everySide, everySide, everySide);

    public static implicit operator Padding2d((int Height, int Width) padding) => new(padding.Height, padding.Height, padding.Width, padding.Width);

    public override string ToString() => Top != Bottom || Left != Right ? $"(top {Top}, bottom {Bottom}, left {Left}, right {Right})" : Top == Left ? $"{Top}" : $"({Top}, {Left})";
}
