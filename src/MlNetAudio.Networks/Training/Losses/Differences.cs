using System.Numerics;

namespace MlNetAudio.Networks.Training.Losses;

/// <summary>Means over output − target. Vectorised, unlike the other losses: an autoencoder has a million outputs. Sums are in double precision.</summary>
internal static class Differences
{
    public static void Check(LossSpec loss, Shape output, LossTargets targets, int batch)
    {
        if (targets.AreClasses) throw new ArgumentException($"{loss.GetType().Name} needs target values {output} for each example, not classes; use CrossEntropy for classes.");
        targets.CheckValues(batch, output, float.MinValue, float.MaxValue);
    }

    /// <summary>Σ (output − target)² / n; gradient 2·(output − target) / n.</summary>
    public static double Squared(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int i = 0, lanes = Vector<float>.Count;
        var slope = new Vector<float>(2f / outputs.Length);
        var sum = Vector<double>.Zero;
        for (; i + lanes <= outputs.Length; i += lanes)
        {
            var difference = new Vector<float>(outputs[i..]) - new Vector<float>(targets[i..]);
            Vector.Widen(difference, out var low, out var high);
            sum += low * low + high * high;
            if (!gradient.IsEmpty) (slope * difference).CopyTo(gradient[i..]);
        }
        return (Vector.Sum(sum) + SquaredSum(outputs[i..], targets[i..], outputs.Length, gradient.IsEmpty ? [] : gradient[i..])) / outputs.Length;
    }

    internal static double SquaredReference(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        SquaredSum(outputs, targets, outputs.Length, gradient) / outputs.Length;

    /// <summary>Σ |output − target| / n; gradient sign(output − target) / n.</summary>
    public static double Absolute(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> up = new(1f / outputs.Length), zero = Vector<float>.Zero;
        var sum = Vector<double>.Zero;
        for (; i + lanes <= outputs.Length; i += lanes)
        {
            var difference = new Vector<float>(outputs[i..]) - new Vector<float>(targets[i..]);
            Vector.Widen(Vector.Abs(difference), out var low, out var high);
            sum += low + high;
            if (gradient.IsEmpty) continue;
            var sign = Vector.ConditionalSelect(Vector.GreaterThan(difference, zero), up, Vector.ConditionalSelect(Vector.LessThan(difference, zero), -up, zero));
            sign.CopyTo(gradient[i..]);
        }
        return (Vector.Sum(sum) + AbsoluteSum(outputs[i..], targets[i..], outputs.Length, gradient.IsEmpty ? [] : gradient[i..])) / outputs.Length;
    }

    internal static double AbsoluteReference(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        AbsoluteSum(outputs, targets, outputs.Length, gradient) / outputs.Length;

    private static double SquaredSum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int total, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float difference = outputs[i] - targets[i];
            sum += (double)difference * difference;
            if (!gradient.IsEmpty) gradient[i] = 2f / total * difference;
        }
        return sum;
    }

    private static double AbsoluteSum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int total, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float difference = outputs[i] - targets[i];
            sum += Math.Abs(difference);
            if (!gradient.IsEmpty) gradient[i] = difference > 0 ? 1f / total : difference < 0 ? -1f / total : 0;
        }
        return sum;
    }
}
