using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// ln x = n·ln 2 + ln(1 + f) with x = 2ⁿ·(1 + f), √½ ≤ 1 + f &lt; √2; relative error below 1e-7, also beside 1, where the logarithm is small, and of subnormal numbers. ln 0 = −∞, ln ∞ = ∞; of
/// negative numbers and of NaN it is NaN.
/// </summary>
/// <remarks>ln(1 + f) = f − f²/2 + f³·P(f) with the coefficients of logf in Cephes (Moshier 1992).</remarks>
internal static unsafe class Logarithm
{
    /// <summary>ln 2 in two parts; the first has so few bits that n times it is exact.</summary>
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>The least number that is not subnormal, and what makes the others such.</summary>
    private const float LeastNormal = 1.17549435e-38f, Lift = 8388608;

    private const int LiftExponent = 23;

    /// <summary>yᵢ = ln xᵢ; the output may be the input.</summary>
    public static void Of(ReadOnlySpan<float> x, Span<float> y)
    {
        fixed (float* from = &MemoryMarshal.GetReference(x), to = &MemoryMarshal.GetReference(y))
        {
            int done = Vector512.IsHardwareAccelerated ? Sweep<Lanes512>(from, to, x.Length) : Sweep<LanesPortable>(from, to, x.Length);
            for (int i = done; i < x.Length; i++) y[i] = Of(x[i]);
        }
    }

    public static Vector<float> Of(Vector<float> x) => Of(new LanesPortable(x)).Values;

    /// <summary>The same bits as in a vector.</summary>
    public static float Of(float x) => Of(new Vector<float>(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILanes<T>
    {
        var n = T.SelectBelow(x, LeastNormal, T.All(-LiftExponent), T.All(0)) + T.Exponent(T.SelectBelow(x, LeastNormal, x * T.All(Lift), x), out var mantissa);
        var f = mantissa - T.All(1);
        var square = f * f;
        var sum = T.MultiplyAdd(T.All(7.0376836292e-2f), f, T.All(-1.1514610310e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(1.1676998740e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(-1.2420140846e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(1.4249322787e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(-1.6668057665e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(2.0000714765e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(-2.4999993993e-1f));
        sum = T.MultiplyAdd(sum, f, T.All(3.3333331174e-1f));
        var tail = T.MultiplyAdd(n, T.All(Ln2Low), sum * f * square);
        tail = T.MultiplyAdd(square, T.All(-0.5f), tail);
        var value = T.MultiplyAdd(n, T.All(Ln2High), f + tail);
        value = T.SelectBelow(x, float.PositiveInfinity, value, x);
        return T.SelectBelow(x, float.Epsilon, T.SelectBelow(x, 0, T.All(float.NaN), T.All(float.NegativeInfinity)), value);
    }

    internal static float Reference(float x) => (float)Math.Log(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Sweep<T>(float* x, float* y, int count) where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i + T.Count <= count; i += T.Count) Of(T.Load(x + i)).Store(y + i);
        return i;
    }
}
