namespace Microsoft.ML.Data;

/// <summary>Spreads bits evenly (the finaliser of SplitMix64), the same on every machine and in every process.</summary>
internal static class BitMixer
{
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>One number for a seed and a counter; successive counters give independent draws.</summary>
    public static ulong Mix(ulong seed, ulong counter) => Mix(Mix(seed + 0x9E3779B97F4A7C15) + counter * 0x9E3779B97F4A7C15);

    public static ulong Mix(ulong seed, ReadOnlySpan<char> text)
    {
        ulong hash = Mix(seed, (ulong)text.Length);
        foreach (char c in text) hash = Mix(hash ^ c);
        return hash;
    }

    /// <summary>Uniform in 0..1, 1 excluded, from the upper 53 bits.</summary>
    public static double ToUnitInterval(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
