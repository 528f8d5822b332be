using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>to[j·toStride + i] = from[i·fromStride + j] for i, j below 8.</summary>
internal static unsafe class SmallTranspose
{
    public static void Run(float* from, int fromStride, float* to, int toStride)
    {
        if (!Avx.IsSupported)
        {
            RunReference(from, fromStride, to, toStride);
            return;
        }
        Vector256<float> row0 = Vector256.Load(from), row1 = Vector256.Load(from + fromStride), row2 = Vector256.Load(from + 2 * fromStride), row3 = Vector256.Load(from + 3 * fromStride);
        Vector256<float> row4 = Vector256.Load(from + 4 * fromStride), row5 = Vector256.Load(from + 5 * fromStride), row6 = Vector256.Load(from + 6 * fromStride), row7 = Vector256.Load(from + 7 * fromStride);
        var (a0, a1, a2, a3) = Quarters(row0, row1, row2, row3);
        var (b0, b1, b2, b3) = Quarters(row4, row5, row6, row7);
        Avx.Permute2x128(a0, b0, 0x20).Store(to);
        Avx.Permute2x128(a1, b1, 0x20).Store(to + toStride);
        Avx.Permute2x128(a2, b2, 0x20).Store(to + 2 * toStride);
        Avx.Permute2x128(a3, b3, 0x20).Store(to + 3 * toStride);
        Avx.Permute2x128(a0, b0, 0x31).Store(to + 4 * toStride);
        Avx.Permute2x128(a1, b1, 0x31).Store(to + 5 * toStride);
        Avx.Permute2x128(a2, b2, 0x31).Store(to + 6 * toStride);
        Avx.Permute2x128(a3, b3, 0x31).Store(to + 7 * toStride);
    }

    internal static void RunReference(float* from, int fromStride, float* to, int toStride)
    {
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
                to[j * toStride + i] = from[i * fromStride + j];
    }

    /// <summary>Both 4 × 4 halves of four rows, transposed: column 0 and 4, 1 and 5, 2 and 6, 3 and 7.</summary>
    private static (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) Quarters(Vector256<float> row0, Vector256<float> row1, Vector256<float> row2, Vector256<float> row3)
    {
        Vector256<float> low01 = Avx.UnpackLow(row0, row1), high01 = Avx.UnpackHigh(row0, row1), low23 = Avx.UnpackLow(row2, row3), high23 = Avx.UnpackHigh(row2, row3);
        return (Avx.Shuffle(low01, low23, 0x44), Avx.Shuffle(low01, low23, 0xEE), Avx.Shuffle(high01, high23, 0x44), Avx.Shuffle(high01, high23, 0xEE));
    }
}
