using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Σ x² in double precision, where no square of a float overflows: finite exactly if every value is.</summary>
internal static unsafe class Squares
{
    public static double Sum(float* values, int count)
    {
        int i = 0, lanes = Vector<float>.Count;
        Vector<double> lower = Vector<double>.Zero, upper = Vector<double>.Zero;
        for (; i + lanes <= count; i += lanes)
        {
            Vector.Widen(Vector.Load(values + i), out var low, out var high);
            lower += low * low;
            upper += high * high;
        }
        return Vector.Sum(lower + upper) + SumReference(new(values + i, count - i));
    }

    internal static double SumReference(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum;
    }
}
