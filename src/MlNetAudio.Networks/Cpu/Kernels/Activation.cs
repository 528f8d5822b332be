using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Sweeps an <see cref="IActivation"/> over values. Targets may be their sources.</summary>
internal static class Activation
{
    /// <summary>yᵢ = f(xᵢ).</summary>
    public static void Forward<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IActivation
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count) function.Value(new Vector<float>(x[i..])).CopyTo(y[i..]);
        ForwardReference(function, x[i..], y[i..]);
    }

    internal static void ForwardReference<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IActivation
    {
        for (int i = 0; i < x.Length; i++) y[i] = function.ValueReference(x[i]);
    }

    /// <summary>targetᵢ = gᵢ·f'(·).</summary>
    /// <param name="at">Inputs or outputs, whichever the slope is a function of.</param>
    public static void Backward<TFunction>(TFunction function, ReadOnlySpan<float> at, ReadOnlySpan<float> gradient, Span<float> target)
        where TFunction : struct, IActivation
    {
        int i = 0;
        for (; i + Vector<float>.Count <= at.Length; i += Vector<float>.Count) (new Vector<float>(gradient[i..]) * function.Slope(new Vector<float>(at[i..]))).CopyTo(target[i..]);
        BackwardReference(function, at[i..], gradient[i..], target[i..]);
    }

    internal static void BackwardReference<TFunction>(TFunction function, ReadOnlySpan<float> at, ReadOnlySpan<float> gradient, Span<float> target)
        where TFunction : struct, IActivation
    {
        for (int i = 0; i < at.Length; i++) target[i] = gradient[i] * function.SlopeReference(at[i]);
    }
}
