namespace MlNetAudio.Networks.Training;

/// <summary>What random numbers are for; each use has streams of its own, so that one more dropout layer does not change the shuffling.</summary>
internal enum RandomUse
{
    InitialWeights = 1,
    Shuffling = 2,
    Dropout = 3,
    Sampling = 4,
    Mixup = 5,
}

/// <summary>
/// Random numbers that do not depend on the .NET version: SplitMix64 (Steele, Lea and Flood 2014). Value n of a stream is mix(origin + n·γ), so values can be drawn in any order,
/// by any thread.
/// </summary>
internal readonly struct RandomStream
{
    /// <summary>The constants of SplitMix64.</summary>
    public const ulong Gamma = 0x9E3779B97F4A7C15, FirstFactor = 0xBF58476D1CE4E5B9, SecondFactor = 0x94D049BB133111EB;

    private readonly ulong _origin;

    /// <param name="major">With <paramref name="minor"/>, which stream of this use: the epoch of a shuffling, the layer and step of a dropout mask.</param>
    public RandomStream(int seed, RandomUse use, long major = 0, long minor = 0)
    {
        ulong origin = Mix(unchecked((ulong)seed + Gamma));
        foreach (ulong part in (ReadOnlySpan<ulong>)[(ulong)use, unchecked((ulong)major), unchecked((ulong)minor)]) origin = Mix(unchecked((origin ^ part) + Gamma));
        _origin = origin;
    }

    /// <summary>Value n is mix(Origin + (n + 1)·γ), for those who draw elsewhere than on this processor.</summary>
    public ulong Origin => _origin;

    public ulong Bits(long index) => Mix(unchecked(_origin + (ulong)(index + 1) * Gamma));

    /// <summary>Uniform in 0..1, 1 excluded, in steps of 2^−24.</summary>
    public float Uniform(long index) => (Bits(index) >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in 0..bound − 1; its bias of bound / 2^32 does not matter here.</summary>
    public int Below(int bound, long index) => (int)(((Bits(index) >> 32) * (ulong)bound) >> 32);

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * FirstFactor;
            z = (z ^ (z >> 27)) * SecondFactor;
            return z ^ (z >> 31);
        }
    }
}
