using System.Numerics;
using System.Runtime.InteropServices;

namespace MlNetAudio.Dsp.Features;

/// <summary>What every extractor asks of a signal, those of an app's own included.</summary>
public static class Signal
{
    /// <summary>All ones only in infinities and NaN.</summary>
    private const int Exponent = 0x7F80_0000;

    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static void Check(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("The signal has no samples; leave empty recordings out.", nameof(samples));
        int n = FirstNotFinite(samples);
        if (n >= 0) throw new ArgumentException(FormattableString.Invariant($"Sample {n} is {samples[n]}; samples must be finite: replace or leave out what is not."), nameof(samples));
    }

    /// <summary>The index of the first sample that is NaN or infinite, or −1.</summary>
    public static int FirstNotFinite(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(samples);
        ref int from = ref MemoryMarshal.GetReference(bits);
        int lanes = Vector<int>.Count, n = 0;
        var exponent = new Vector<int>(Exponent);
        for (; n <= bits.Length - 4 * lanes; n += 4 * lanes)
        {
            var found = Vector.Equals(Vector.LoadUnsafe(ref from, (nuint)n) & exponent, exponent) | Vector.Equals(Vector.LoadUnsafe(ref from, (nuint)(n + lanes)) & exponent, exponent)
                | Vector.Equals(Vector.LoadUnsafe(ref from, (nuint)(n + 2 * lanes)) & exponent, exponent) | Vector.Equals(Vector.LoadUnsafe(ref from, (nuint)(n + 3 * lanes)) & exponent, exponent);
            if (found != Vector<int>.Zero) break;
        }
        int place = FirstNotFiniteReference(samples[n..]);
        return place < 0 ? -1 : n + place;
    }

    internal static int FirstNotFiniteReference(ReadOnlySpan<float> samples)
    {
        for (int n = 0; n < samples.Length; n++)
            if (!float.IsFinite(samples[n])) return n;
        return -1;
    }
}
