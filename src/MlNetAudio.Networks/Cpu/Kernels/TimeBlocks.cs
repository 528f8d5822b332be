namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>A row of steps cut into blocks of about <paramref name="Length"/>, a multiple of <see cref="Grain"/>: all but the last are whole grains, and only a row shorter than a grain makes a block that is.</summary>
internal readonly record struct TimeBlocks(int Steps, int Length)
{
    /// <summary>Steps of the widest tile of any kernel.</summary>
    public const int Grain = 64;

    public int Count => Math.Max(1, (Steps + Length - 1) / Length);

    /// <summary>Steps of a block at most.</summary>
    public int Longest => Length + Grain - 1;

    /// <summary>First step of a block; of the one after the last, the end.</summary>
    public int First(int block) => block == Count ? Steps : (int)((long)block * (Steps / Grain) / Count) * Grain;

    public int LengthOf(int block) => First(block + 1) - First(block);
}
