using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Number, mean and sum of the squared deviations of values. Those of two sets add up to those of both (Chan, Golub and LeVeque 1979), so a large mean costs no digits.</summary>
internal struct RowMoments
{
    public double Count;
    public double Mean;
    public double SquaredDeviations;

    public static RowMoments Of(ReadOnlySpan<float> values)
    {
        float mean = TensorPrimitives.Sum(values) / values.Length;
        return new() { Count = values.Length, Mean = mean, SquaredDeviations = NormalizedRow.SquaredDeviations(values, mean) };
    }

    public void Add(in RowMoments other)
    {
        double count = Count + other.Count, difference = other.Mean - Mean, share = other.Count / count;
        Mean += difference * share;
        SquaredDeviations += other.SquaredDeviations + difference * difference * Count * share;
        Count = count;
    }
}
