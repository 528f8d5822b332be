namespace MlNetAudio.Datasets.Augmentation;

/// <summary>What each random choice is for; each has a sequence of its own, so that switching one effect on does not change the others.</summary>
internal enum DrawUse
{
    Stretch = 1,
    Pitch = 2,
    Shift = 3,
    Gain = 4,
    Noise = 5,
    TimeMasks = 6,
    FrequencyMasks = 7,
    TimeRoll = 8,
    FrequencyShift = 9,
    Crop = 10,
}

/// <summary>Random numbers that follow from seed, use, epoch, example and repeat alone: SplitMix64 (Steele, Lea and Flood 2014), the same on every machine and .NET version.</summary>
internal struct DrawSequence
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    public DrawSequence(int seed, DrawUse use, int epoch, int index, int repeat)
    {
        _state = Mix(unchecked((ulong)seed + Gamma));
        foreach (ulong part in (ReadOnlySpan<ulong>)[(ulong)use, (uint)epoch, (uint)index, (uint)repeat]) _state = Mix(unchecked((_state ^ part) + Gamma));
    }

    /// <summary>True with that probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Uniform from minimum to maximum.</summary>
    public double Between(double minimum, double maximum) => minimum + (maximum - minimum) * Unit();

    /// <summary>Uniform in 0..bound − 1.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    private double Unit() => (Next() >> 11) * (1.0 / (1L << 53));

    private ulong Next() => Mix(_state = unchecked(_state + Gamma));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
