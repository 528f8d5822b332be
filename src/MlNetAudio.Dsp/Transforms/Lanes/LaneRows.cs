using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Between a block of frames with a frame to a vector lane [bins, lanes] and the frames one after the other [frames, bins].</summary>
internal static class LaneRows
{
    /// <summary>lanes [bins, lanes] → rows [frames, bins].</summary>
    public static void FromLanes(ReadOnlySpan<double> lanes, Span<double> rows, int bins, int frames)
    {
        int whole = frames == Stft.Lanes && Avx512F.IsSupported ? bins - bins % Stft.Lanes : 0;
        for (int bin = 0; bin < whole; bin += Stft.Lanes) Transpose(lanes[(bin * Stft.Lanes)..], Stft.Lanes, rows[bin..], bins);
        for (int frame = 0; frame < frames; frame++)
            for (int bin = whole; bin < bins; bin++) rows[frame * bins + bin] = lanes[bin * Stft.Lanes + frame];
    }

    /// <summary>rows [frames, bins] → lanes [bins, lanes]; lanes without a frame keep what they hold.</summary>
    public static void ToLanes(ReadOnlySpan<double> rows, Span<double> lanes, int bins, int frames)
    {
        int whole = frames == Stft.Lanes && Avx512F.IsSupported ? bins - bins % Stft.Lanes : 0;
        for (int bin = 0; bin < whole; bin += Stft.Lanes) Transpose(rows[bin..], bins, lanes[(bin * Stft.Lanes)..], Stft.Lanes);
        for (int frame = 0; frame < frames; frame++)
            for (int bin = whole; bin < bins; bin++) lanes[bin * Stft.Lanes + frame] = rows[frame * bins + bin];
    }

    /// <summary>to[j · toStride + i] = from[i · fromStride + j] for i and j below 8.</summary>
    private static void Transpose(ReadOnlySpan<double> from, int fromStride, Span<double> to, int toStride)
    {
        ref double source = ref MemoryMarshal.GetReference(from), target = ref MemoryMarshal.GetReference(to);
        _ = (from[7 * fromStride + 7], to[7 * toStride + 7]);
        var (a, b) = Interleaved(Row(ref source, 0, fromStride), Row(ref source, 1, fromStride));
        var (c, d) = Interleaved(Row(ref source, 2, fromStride), Row(ref source, 3, fromStride));
        var (e, f) = Interleaved(Row(ref source, 4, fromStride), Row(ref source, 5, fromStride));
        var (g, h) = Interleaved(Row(ref source, 6, fromStride), Row(ref source, 7, fromStride));
        StoreEverySecond(a, c, e, g, ref target, toStride);
        StoreEverySecond(b, d, f, h, ref Unsafe.Add(ref target, toStride), toStride);
    }

    private static Vector512<double> Row(ref double source, int row, int stride) => Vector512.LoadUnsafe(ref source, (nuint)(row * stride));

    /// <summary>The even columns of two rows in pairs, and the odd ones.</summary>
    private static (Vector512<double> Even, Vector512<double> Odd) Interleaved(Vector512<double> left, Vector512<double> right) => (Avx512F.UnpackLow(left, right), Avx512F.UnpackHigh(left, right));

    /// <summary>Pairs of one column of all rows, brought together: columns 0, 2, 4, 6 from the first one on.</summary>
    private static void StoreEverySecond(Vector512<double> rows01, Vector512<double> rows23, Vector512<double> rows45, Vector512<double> rows67, ref double target, int stride)
    {
        const byte EvenQuarters = 0b10_00_10_00, OddQuarters = 0b11_01_11_01;
        var first = Avx512F.Shuffle4x128(rows01, rows23, EvenQuarters);
        var second = Avx512F.Shuffle4x128(rows45, rows67, EvenQuarters);
        var third = Avx512F.Shuffle4x128(rows01, rows23, OddQuarters);
        var fourth = Avx512F.Shuffle4x128(rows45, rows67, OddQuarters);
        Avx512F.Shuffle4x128(first, second, EvenQuarters).StoreUnsafe(ref target);
        Avx512F.Shuffle4x128(third, fourth, EvenQuarters).StoreUnsafe(ref target, (nuint)(2 * stride));
        Avx512F.Shuffle4x128(first, second, OddQuarters).StoreUnsafe(ref target, (nuint)(4 * stride));
        Avx512F.Shuffle4x128(third, fourth, OddQuarters).StoreUnsafe(ref target, (nuint)(6 * stride));
    }
}
