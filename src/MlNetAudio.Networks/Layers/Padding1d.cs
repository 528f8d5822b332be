namespace MlNetAudio.Networks.Layers;

/// <summary>What is put before and after a signal. A single number means both.</summary>
public readonly record struct Padding1d(int Before, int After)
{
    internal bool IsNotNegative => Before >= 0 && After >= 0;

    public static implicit operator Padding1d(int both) => new(both, both);

    public static implicit operator Padding1d((int Before, int After) padding) => new(padding.Before, padding.After);

    public override string ToString() => Before == After ? $"{Before}" : $"({Before}, {After})";
}
