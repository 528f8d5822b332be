using System.Runtime.CompilerServices;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// σ and tanh of recurrent cells, both from eˣ − 1, which keeps its relative accuracy near zero: σ(x) = 1 / (e⁻ˣ − 1 + 2), tanh x = (e²ˣ − 1) / (e²ˣ − 1 + 2); relative error below 5e-7.
/// </summary>
internal static class GateFunctions
{
    /// <summary>1.5 · 2²³: after adding it to a float, the float's last bits are its rounded value.</summary>
    public const float RoundingShift = 12582912f;

    /// <summary>e⁸⁷ and its inverse are the last that 2ⁿ of whole n reach; σ is then 0 or 1 to the last bit that matters.</summary>
    private const float Bound = 87;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T> => T.All(1) / (ExpMinusOne(T.All(0) - x) + T.All(2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, ILanes<T>
    {
        var e = ExpMinusOne(x + x);
        return e / (e + T.All(2));
    }

    public static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    /// <summary>x = n·ln 2 + r, |r| ≤ ln 2 / 2; eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1); eʳ − 1 by the Chebyshev interpolation of (eʳ − 1) / r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpMinusOne<T>(T x) where T : struct, ILanes<T>
    {
        x = T.Clamp(x, -Bound, Bound);
        var shifted = T.MultiplyAdd(x, T.All(1.44269504f), T.All(RoundingShift));
        var n = shifted - T.All(RoundingShift);
        var r = T.MultiplyAdd(n, T.All(-0.693145752f), x);   // ln 2 in two parts: the first has few digits, so n times it is exact
        r = T.MultiplyAdd(n, T.All(-1.42860677e-6f), r);
        var sum = T.MultiplyAdd(T.All(0.00139412156f), r, T.All(0.00836922321f));
        sum = T.MultiplyAdd(sum, r, T.All(0.0416663513f));
        sum = T.MultiplyAdd(sum, r, T.All(0.166665047f));
        sum = T.MultiplyAdd(sum, r, T.All(0.5f));
        sum = T.MultiplyAdd(sum, r, T.All(1));
        var power = T.PowerOfTwo(shifted);
        return T.MultiplyAdd(power, sum * r, power - T.All(1));
    }
}
