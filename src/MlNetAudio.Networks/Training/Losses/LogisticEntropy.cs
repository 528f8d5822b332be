using System.Numerics;
using MlNetAudio.Networks.Cpu.Kernels;

namespace MlNetAudio.Networks.Training.Losses;

/// <summary>The mean of binary cross-entropies, for networks of many outputs: hundreds of labels, the pixels of a mask. Each term in single precision, their sum in double.</summary>
internal static class LogisticEntropy
{
    /// <summary>Fewer outputs are computed one by one in double precision, which then costs next to nothing.</summary>
    public const int ShortestSweep = 256;

    /// <summary>
    /// Σ (p·y where z &lt; 0, else 1 − y)·|z| + w·ln(1 + e^−|z|), over n, with w = p·y + 1 − y; gradient (w·σ(z) − p·y) / n.
    /// </summary>
    /// <param name="positive">p: weight of the positive targets.</param>
    public static double Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float positive, Span<float> gradient)
    {
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> one = Vector<float>.One, zero = Vector<float>.Zero, share = new(1f / logits.Length);
        var sum = Vector<double>.Zero;
        for (; i + lanes <= logits.Length; i += lanes)
        {
            Vector<float> z = new(logits[i..]), y = new(targets[i..]), yes = y * positive, weight = yes + (one - y);
            Vector<float> e = Exponential.Of(-Vector.Abs(z)), above = one + e, log = Logarithm.Of(above) + (e - (above - one)) / above;   // the last term is what 1 + e was rounded by
            Vector.Widen(Vector.ConditionalSelect(Vector.LessThan(z, zero), yes, one - y) * Vector.Abs(z) + weight * log, out var low, out var high);
            sum += low + high;
            if (!gradient.IsEmpty) (share * (weight * Vector.ConditionalSelect(Vector.LessThan(z, zero), e, one) / above - yes)).CopyTo(gradient[i..]);
        }
        return (Vector.Sum(sum) + Sum(logits[i..], targets[i..], positive, logits.Length, gradient.IsEmpty ? [] : gradient[i..])) / logits.Length;
    }

    internal static double MeanReference(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float positive, Span<float> gradient) =>
        Sum(logits, targets, positive, logits.Length, gradient) / logits.Length;

    private static double Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float positive, int total, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i], yes = (double)positive * targets[i], weight = yes + 1 - targets[i];
            sum += (z < 0 ? yes : 1.0 - targets[i]) * Math.Abs(z) + weight * Math.Log(1 + Math.Exp(-Math.Abs(z)));
            if (!gradient.IsEmpty) gradient[i] = (float)((weight / (1 + Math.Exp(-z)) - yes) / total);
        }
        return sum;
    }
}
