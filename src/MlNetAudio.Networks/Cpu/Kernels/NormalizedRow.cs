using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>What normalisation layers do along a run of values that share one mean: sums, the affine map, and its gradient.</summary>
internal static class NormalizedRow
{
    /// <summary>Σ (xᵢ − mean)².</summary>
    public static float SquaredDeviations(ReadOnlySpan<float> x, float mean)
    {
        var sum = Vector<float>.Zero;
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
        {
            var d = new Vector<float>(x[i..]) - new Vector<float>(mean);
            sum += d * d;
        }
        return Vector.Sum(sum) + SquaredDeviationsReference(x[i..], mean);
    }

    internal static float SquaredDeviationsReference(ReadOnlySpan<float> x, float mean)
    {
        float sum = 0;
        foreach (float value in x) sum += (value - mean) * (value - mean);
        return sum;
    }

    /// <summary>yᵢ = scale·xᵢ + shift.</summary>
    public static void Affine(ReadOnlySpan<float> x, float scale, float shift, Span<float> y)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count) (new Vector<float>(x[i..]) * scale + new Vector<float>(shift)).CopyTo(y[i..]);
        AffineReference(x[i..], scale, shift, y[i..]);
    }

    internal static void AffineReference(ReadOnlySpan<float> x, float scale, float shift, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = scale * x[i] + shift;
    }

    /// <summary>Σ gᵢ and Σ gᵢ·(xᵢ − mean).</summary>
    public static (float Gradient, float Correlation) GradientSums(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, float mean)
    {
        Vector<float> sum = default, correlation = default;
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            sum += g;
            correlation += g * (new Vector<float>(x[i..]) - new Vector<float>(mean));
        }
        var (tailSum, tailCorrelation) = GradientSumsReference(x[i..], gradient[i..], mean);
        return (Vector.Sum(sum) + tailSum, Vector.Sum(correlation) + tailCorrelation);
    }

    internal static (float Gradient, float Correlation) GradientSumsReference(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, float mean)
    {
        float sum = 0, correlation = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += gradient[i];
            correlation += gradient[i] * (x[i] - mean);
        }
        return (sum, correlation);
    }

    /// <summary>∂xᵢ = a·gᵢ + b·(xᵢ − mean) + c; the target may be the gradient.</summary>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, float mean, float a, float b, float c, Span<float> target)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
            (new Vector<float>(gradient[i..]) * a + (new Vector<float>(x[i..]) - new Vector<float>(mean)) * b + new Vector<float>(c)).CopyTo(target[i..]);
        BackwardReference(x[i..], gradient[i..], mean, a, b, c, target[i..]);
    }

    internal static void BackwardReference(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, float mean, float a, float b, float c, Span<float> target)
    {
        for (int i = 0; i < x.Length; i++) target[i] = a * gradient[i] + b * (x[i] - mean) + c;
    }
}
