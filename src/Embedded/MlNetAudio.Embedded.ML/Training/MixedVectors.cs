using System.Numerics;

namespace Microsoft.ML.Training;

/// <summary>Vector operations on sums in double and features in float.</summary>
internal static class MixedVectors
{
    /// <summary>target += factor · source.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<float> source, double factor)
    {
        int i = 0, half = Vector<double>.Count;
        var scale = new Vector<double>(factor);
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(source[i..]), out var low, out var high);
            Vector.FusedMultiplyAdd(scale, low, new(target[i..])).CopyTo(target[i..]);
            Vector.FusedMultiplyAdd(scale, high, new(target[(i + half)..])).CopyTo(target[(i + half)..]);
        }
        for (; i < source.Length; i++) target[i] += factor * source[i];
    }

    /// <summary>Σ left · right.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<float> right)
    {
        int i = 0, half = Vector<double>.Count;
        Vector<double> lowSum = default, highSum = default;
        for (; i <= right.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(right[i..]), out var low, out var high);
            lowSum = Vector.FusedMultiplyAdd(new(left[i..]), low, lowSum);
            highSum = Vector.FusedMultiplyAdd(new(left[(i + half)..]), high, highSum);
        }
        double sum = Vector.Sum(lowSum + highSum);
        for (; i < right.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
