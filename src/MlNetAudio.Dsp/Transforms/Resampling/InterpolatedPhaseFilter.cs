using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A table of evenly spaced phases, whose taps are interpolated for every output: for ratios of so many phases that a table of all would be giant (44099 → 16000 has 16000).</summary>
/// <remarks>Lagrange's cubic through the four phases around the wanted one: its error, 3/128·(π/phases)⁴ at most, is −144 dB with 96 phases a period of the lower rate.</remarks>
internal sealed class InterpolatedPhaseFilter : ResamplingFilter
{
    /// <summary>Floats (1 MB) that a table of every phase may take before interpolation is preferred.</summary>
    private const int LargestExactTable = 1 << 18;

    private const int PhasesPerPeriod = 96;

    /// <summary>Rows are filled with zeros to a multiple of the longest vector, so that only at a signal's ends single samples are left over.</summary>
    private const int Padding = 16;

    private readonly int _phases;      // per input sample
    private readonly float[] _taps;    // [phase + 1, k], phases −1 .. _phases + 1

    public InterpolatedPhaseFilter(HighQualityTaps taps) : base(taps.Ratio, taps.Lead, (taps.Count + Padding - 1) / Padding * Padding)
    {
        _phases = Math.Max(1, (int)Math.Ceiling(PhasesPerPeriod * Ratio.Lower));
        _taps = new float[(_phases + 3) * Count];
        for (int row = 0; row < _phases + 3; row++) taps.WriteAt((row - 1.0) / _phases, _taps.AsSpan(row * Count, taps.Count));
    }

    public static bool Suits(PhaseTaps taps) => (long)taps.Ratio.Up * taps.Count > LargestExactTable;

    public override void Run(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            var (row, weights) = Weights(first + i);
            output[i] = WeightedDot(samples.Slice(at, count), _taps.AsSpan(row * Count + from), Count, weights);
        }
    }

    internal override void RunReference(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            var (row, weights) = Weights(first + i);
            double sum = 0;
            for (int phase = 0; phase < 4; phase++)
                for (int k = 0; k < count; k++)
                    sum += (double)weights[phase] * samples[at + k] * _taps[(row + phase) * Count + from + k];
            output[i] = (float)sum;
        }
    }

    /// <summary>The row of the phase before the wanted one, and the weights of it and the three after it.</summary>
    private (int Row, Vector4 Weights) Weights(long output)
    {
        double phase = (double)(output * Ratio.Down % Ratio.Up) / Ratio.Up * _phases;
        int row = (int)phase;
        double t = phase - row;
        return (row, new((float)(-t * (t - 1) * (t - 2) / 6), (float)((t + 1) * (t - 1) * (t - 2) / 2), (float)(-(t + 1) * t * (t - 2) / 2), (float)((t + 1) * t * (t - 1) / 6)));
    }

    /// <summary>Σₖ x[k] · Σᵢ weights[i] · taps[i·stride + k]: four dot products in one pass over x.</summary>
    private static float WeightedDot(ReadOnlySpan<float> x, ReadOnlySpan<float> taps, int stride, Vector4 weights)
    {
        if (x.Length == 0) return 0;
        Debug.Assert(taps.Length >= 3 * stride + x.Length);
        ref float row = ref MemoryMarshal.GetReference(taps), signal = ref MemoryMarshal.GetReference(x);
        float total = 0;
        int k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> wide0 = default, wide1 = default, wide2 = default, wide3 = default;
            for (; k <= x.Length - Vector512<float>.Count; k += Vector512<float>.Count)
            {
                Vector512<float> at = Vector512.LoadUnsafe(ref signal, (nuint)k);
                wide0 = Vector512.FusedMultiplyAdd(at, Vector512.LoadUnsafe(ref row, (nuint)k), wide0);
                wide1 = Vector512.FusedMultiplyAdd(at, Vector512.LoadUnsafe(ref row, (nuint)(k + stride)), wide1);
                wide2 = Vector512.FusedMultiplyAdd(at, Vector512.LoadUnsafe(ref row, (nuint)(k + 2 * stride)), wide2);
                wide3 = Vector512.FusedMultiplyAdd(at, Vector512.LoadUnsafe(ref row, (nuint)(k + 3 * stride)), wide3);
            }
            total = Vector512.Sum(wide0 * weights.X + wide1 * weights.Y + wide2 * weights.Z + wide3 * weights.W);
        }
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (; k <= x.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> at = Vector.LoadUnsafe(ref signal, (nuint)k);
            sum0 = Vector.MultiplyAddEstimate(at, Vector.LoadUnsafe(ref row, (nuint)k), sum0);
            sum1 = Vector.MultiplyAddEstimate(at, Vector.LoadUnsafe(ref row, (nuint)(k + stride)), sum1);
            sum2 = Vector.MultiplyAddEstimate(at, Vector.LoadUnsafe(ref row, (nuint)(k + 2 * stride)), sum2);
            sum3 = Vector.MultiplyAddEstimate(at, Vector.LoadUnsafe(ref row, (nuint)(k + 3 * stride)), sum3);
        }
        total += Vector.Sum(sum0 * weights.X + sum1 * weights.Y + sum2 * weights.Z + sum3 * weights.W);
        for (; k < x.Length; k++) total += x[k] * (weights.X * taps[k] + weights.Y * taps[k + stride] + weights.Z * taps[k + 2 * stride] + weights.W * taps[k + 3 * stride]);
        return total;
    }
}
