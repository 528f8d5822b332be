using System.Numerics;
using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Softmax and its logarithm of values side by side. Outputs may be inputs, targets gradients. <see cref="SoftmaxColumns"/> has them of values that stand apart.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>yᵢ = e^(xᵢ − max) / Σⱼ e^(xⱼ − max).</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Exp<float>(y, y);
        TensorPrimitives.Multiply(y, 1 / TensorPrimitives.Sum<float>(y), y);
    }

    /// <summary>The same at any stride.</summary>
    internal static void ForwardReference(float* x, int count, int stride, float* y)
    {
        float peak = float.NegativeInfinity;
        double sum = 0;
        for (int i = 0; i < count; i++) peak = MathF.Max(peak, x[i * stride]);
        for (int i = 0; i < count; i++) sum += Math.Exp(x[i * stride] - peak);
        for (int i = 0; i < count; i++) y[i * stride] = (float)(Math.Exp(x[i * stride] - peak) / sum);
    }

    /// <summary>∂xᵢ = yᵢ·(gᵢ − Σⱼ gⱼ·yⱼ).</summary>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, Span<float> target)
    {
        TensorPrimitives.Subtract(gradient, TensorPrimitives.Dot(y, gradient), target);
        TensorPrimitives.Multiply(target, y, target);
    }

    /// <summary>The same at any stride.</summary>
    internal static void BackwardReference(float* y, float* gradient, int count, int stride, float* target)
    {
        double dot = 0;
        for (int i = 0; i < count; i++) dot += (double)y[i * stride] * gradient[i * stride];
        for (int i = 0; i < count; i++) target[i * stride] = (float)(y[i * stride] * (gradient[i * stride] - dot));
    }

    /// <summary>yᵢ = xᵢ − ln Σⱼ e^xⱼ.</summary>
    public static void ForwardLog(ReadOnlySpan<float> x, Span<float> y)
    {
        var (peak, log) = LogOfSum(x);
        TensorPrimitives.Subtract(x, peak, y);
        TensorPrimitives.Subtract(y, log, y);
    }

    /// <summary>The same at any stride.</summary>
    internal static void ForwardLogReference(float* x, int count, int stride, float* y)
    {
        float peak = float.NegativeInfinity;
        double sum = 0;
        for (int i = 0; i < count; i++) peak = MathF.Max(peak, x[i * stride]);
        for (int i = 0; i < count; i++) sum += Math.Exp(x[i * stride] - peak);
        double log = peak + Math.Log(sum);
        for (int i = 0; i < count; i++) y[i * stride] = (float)(x[i * stride] - log);
    }

    /// <summary>max xⱼ and ln Σⱼ e^(xⱼ − max), whose sum is ln Σⱼ e^xⱼ.</summary>
    public static (float Peak, float Log) LogOfSum(ReadOnlySpan<float> x)
    {
        float peak = TensorPrimitives.Max(x);
        Vector<float> shift = new(peak), sums = Vector<float>.Zero;
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count) sums += Exponential.Of(new Vector<float>(x[i..]) - shift);
        float sum = Vector.Sum(sums);
        for (; i < x.Length; i++) sum += MathF.Exp(x[i] - peak);
        return (peak, Logarithm.Of(sum));
    }

    /// <summary>∂xᵢ = gᵢ − e^yᵢ·Σⱼ gⱼ.</summary>
    public static void BackwardLog(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, Span<float> target)
    {
        float sum = TensorPrimitives.Sum(gradient);
        var sums = new Vector<float>(sum);
        int i = 0;
        for (; i + Vector<float>.Count <= y.Length; i += Vector<float>.Count)
            (new Vector<float>(gradient[i..]) - Exponential.Of(new Vector<float>(y[i..])) * sums).CopyTo(target[i..]);
        for (; i < y.Length; i++) target[i] = gradient[i] - MathF.Exp(y[i]) * sum;
    }

    /// <summary>The same at any stride.</summary>
    internal static void BackwardLogReference(float* y, float* gradient, int count, int stride, float* target)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += gradient[i * stride];
        for (int i = 0; i < count; i++) target[i * stride] = (float)(gradient[i * stride] - Math.Exp(y[i * stride]) * sum);
    }
}
