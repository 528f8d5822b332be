using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Softmax and its logarithm along a row whose values stand <c>stride</c> apart.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>yᵢ = e^(xᵢ − max) / Σⱼ e^(xⱼ − max) of values side by side; the output may be the input.</summary>
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

    /// <summary>∂xᵢ = yᵢ·(gᵢ − Σⱼ gⱼ·yⱼ); the target may be the gradient.</summary>
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

    /// <summary>yᵢ = xᵢ − max − ln Σⱼ e^(xⱼ − max), at any stride; the output may be the input.</summary>
    public static void ForwardLog(float* x, int count, int stride, float* y)
    {
        float peak = float.NegativeInfinity;
        double sum = 0;
        for (int i = 0; i < count; i++) peak = MathF.Max(peak, x[i * stride]);
        for (int i = 0; i < count; i++) sum += Math.Exp(x[i * stride] - peak);
        double log = peak + Math.Log(sum);
        for (int i = 0; i < count; i++) y[i * stride] = (float)(x[i * stride] - log);
    }

    /// <summary>∂xᵢ = gᵢ − e^yᵢ·Σⱼ gⱼ, at any stride; the target may be the gradient.</summary>
    public static void BackwardLog(float* y, float* gradient, int count, int stride, float* target)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += gradient[i * stride];
        for (int i = 0; i < count; i++) target[i * stride] = (float)(gradient[i * stride] - Math.Exp(y[i * stride]) * sum);
    }
}
