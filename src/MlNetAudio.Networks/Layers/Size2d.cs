namespace MlNetAudio.Networks.Layers;

/// <summary>Two lengths, along height and width; the default is 1 × 1. A single number means a square.</summary>
public readonly record struct Size2d
{
    private readonly int _heightLessOne, _widthLessOne;

    public Size2d(int height, int width) => (_heightLessOne, _widthLessOne) = (height - 1, width - 1);

    public int Height => _heightLessOne + 1;

    public int Width => _widthLessOne + 1;

    internal bool IsPositive => Height > 0 && Width > 0;

    public static implicit operator Size2d(int side) => new(side, side);

    public static implicit operator Size2d((int Height, int Width) size) => new(size.Height, size.Width);

    public override string ToString() => Height == Width ? $"{Height}" : $"{Height} × {Width}";
}
