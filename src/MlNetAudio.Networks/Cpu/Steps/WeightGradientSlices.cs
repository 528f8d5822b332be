using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Room for gradients that are sums over the batch: the batch is cut into slices that are summed apart and then in order, enough of them for many threads, and the same for every number of them.
/// </summary>
/// <param name="length">Floats of one sum.</param>
internal sealed unsafe class WeightGradientSlices(Wiring wiring, int length)
{
    private const int MaxSlices = 16;

    private readonly Block _slices = wiring.Arena.Reserve((long)Math.Min(MaxSlices, wiring.Capacity) * length);
    private int _batch, _count;

    /// <returns>How many slices there are: parts for the team.</returns>
    public int Begin(int batch)
    {
        (_batch, _count) = (batch, Math.Min(MaxSlices, batch));
        return _count;
    }

    /// <summary>The sums of a slice, set to zero.</summary>
    public float* Clear(int slice)
    {
        float* sums = wiring.Arena.At(_slices) + (long)slice * length;
        new Span<float>(sums, length).Clear();
        return sums;
    }

    /// <summary>The first example of a slice; of the slice after it, the end.</summary>
    public int First(int slice) => (int)((long)slice * _batch / _count);

    /// <returns>The sum of all slices, in the first.</returns>
    public float* Sum()
    {
        float* first = wiring.Arena.At(_slices);
        var sum = new Span<float>(first, length);
        for (int slice = 1; slice < _count; slice++) TensorPrimitives.Add(sum, new ReadOnlySpan<float>(first + (long)slice * length, length), sum);
        return first;
    }
}
