using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>X[k] = Σₙ x[n]·exp(−2πi·nk/N), real and imaginary parts in arrays of their own, in place.</summary>
/// <remarks>Holds only read-only tables; scratch memory comes from the caller.</remarks>
internal abstract class ComplexFft(int length)
{
    /// <summary>Above this prime factor, a convolution is cheaper than a butterfly of that many arms.</summary>
    private const int LargestRadix = 31;

    /// <summary>Up to this length, eight neighbours at a time: the tables of longer ones do not pay.</summary>
    private const int LongestBlocks = 1 << 18;

    public int Length { get; } = length;

    /// <summary>Doubles that Forward needs beside its data.</summary>
    public abstract int ScratchLength { get; }

    public abstract void Forward(Span<double> re, Span<double> im, Span<double> scratch);

    public static ComplexFft Create(int length)
    {
        int[] radices = [.. Radices(length)];
        if (radices.Length > 0 && radices[^1] > LargestRadix) return new BluesteinFft(length);
        int rows = BlockRows(length);
        return rows == 0 ? new MixedRadixFft(length, radices)
            : Vector512.IsHardwareAccelerated ? new BlockFft<Lanes512>(rows, length / rows)
            : Vector256.IsHardwareAccelerated ? new BlockFft<Lanes256>(rows, length / rows)
            : Vector128.IsHardwareAccelerated ? new BlockFft<Lanes128>(rows, length / rows)
            : new BlockFft<SingleLane>(rows, length / rows);
    }

    /// <summary>The divisor nearest to the square root that is a multiple of eight, as is the length divided by it; 0: there is none.</summary>
    private static int BlockRows(int length)
    {
        if (length % 64 != 0 || length > LongestBlocks) return 0;
        int rows = (int)Math.Sqrt(length) / 8 * 8;
        while (rows > 0 && (length % rows != 0 || length / rows % 8 != 0)) rows -= 8;
        return rows;
    }

    /// <summary>exp(−2πi·numerator/denominator); reduced first, so that the angle is exact however large the numerator.</summary>
    protected static (double Re, double Im) Root(long numerator, int denominator)
    {
        var (sin, cos) = double.SinCosPi(2.0 * (numerator % denominator) / denominator);
        return (cos, -sin);
    }

    /// <summary>Fours first, then ascending primes.</summary>
    private static IEnumerable<int> Radices(int length)
    {
        for (; length % 4 == 0; length /= 4) yield return 4;
        for (int prime = 2; length > 1; prime++)
        {
            if (prime * (long)prime > length) prime = length;
            for (; length % prime == 0; length /= prime) yield return prime;
        }
    }
}
