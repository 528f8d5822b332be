using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>bands[b] = Σₖ weights[b, k] · spectrum[k], without the zeros that a band starts and ends with: filter banks, whose bands span few bins each, and fits.</summary>
internal sealed class SparseBands
{
    private readonly double[] _weights;                       // of all bands, one behind the other, without the zeros around them
    private readonly (int FirstBin, int From, int To)[] _bands;   // _weights[From..To] belong to the bins from FirstBin on

    /// <param name="filters">Weights [bands, bins], row-major.</param>
    /// <param name="scale">What all of them are multiplied with.</param>
    public SparseBands(float[] filters, int bins, double scale = 1) : this(Array.ConvertAll(filters, weight => weight * scale), bins)
    {
    }

    /// <param name="filters">Weights [bands, bins], row-major.</param>
    public SparseBands(ReadOnlySpan<double> filters, int bins)
    {
        var weights = new List<double>();
        _bands = new (int, int, int)[filters.Length / bins];
        for (int band = 0; band < _bands.Length; band++)
        {
            var filter = filters.Slice(band * bins, bins);
            int first = Math.Max(0, filter.IndexOfAnyExcept(0.0)), end = filter.LastIndexOfAnyExcept(0.0) + 1, from = weights.Count;
            if (end > 0) weights.AddRange(filter[first..end]);
            _bands[band] = (first, from, weights.Count);
        }
        _weights = [.. weights];
    }

    public int Count => _bands.Length;

    /// <summary>spectrum [bins, lanes] → bands [bands, lanes].</summary>
    public void Sum(ReadOnlySpan<double> spectrum, Span<double> bands)
    {
        if (Vector256.IsHardwareAccelerated) SumVectorized(spectrum, bands);
        else SumReference(spectrum, bands);
    }

    private void SumVectorized(ReadOnlySpan<double> spectrum, Span<double> bands)
    {
        ref double weight = ref MemoryMarshal.GetArrayDataReference(_weights);
        for (int band = 0; band < _bands.Length; band++)
        {
            var (firstBin, from, to) = _bands[band];
            ref double bin = ref MemoryMarshal.GetReference(spectrum.Slice(firstBin * Stft.Lanes, (to - from) * Stft.Lanes));
            Vector512<double> even = default, odd = default;   // two sums, which do not wait for one another
            int i = 0, count = to - from;
            for (; i + 2 <= count; i += 2)
            {
                even = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref weight, from + i)), Vector512.LoadUnsafe(ref bin, (nuint)(i * Stft.Lanes)), even);
                odd = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref weight, from + i + 1)), Vector512.LoadUnsafe(ref bin, (nuint)((i + 1) * Stft.Lanes)), odd);
            }
            if (i < count) even = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref weight, from + i)), Vector512.LoadUnsafe(ref bin, (nuint)(i * Stft.Lanes)), even);
            (even + odd).CopyTo(bands[(band * Stft.Lanes)..]);
        }
    }

    internal void SumReference(ReadOnlySpan<double> spectrum, Span<double> bands)
    {
        for (int band = 0; band < _bands.Length; band++)
        {
            var (firstBin, from, to) = _bands[band];
            for (int lane = 0; lane < Stft.Lanes; lane++)
            {
                double sum = 0;
                for (int i = from; i < to; i++) sum += _weights[i] * spectrum[(firstBin + i - from) * Stft.Lanes + lane];
                bands[band * Stft.Lanes + lane] = sum;
            }
        }
    }
}
