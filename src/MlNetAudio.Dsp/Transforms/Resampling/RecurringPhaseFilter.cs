using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>
/// For ratios whose phases recur soon: output m + up has the taps of output m, with the input moved on by down samples. So vector lanes run over neighbouring outputs q,
/// y[j·up + q] = Σᵣ taps[r, q] · x[j·down − lead + r], and a vector of taps serves several recurrences j: samples are read where they lie, outputs written where they belong.
/// </summary>
/// <remarks>
/// Sixteen neighbouring phases are a group; their taps lie on almost the same rows r. Rows that only one half of a group has are computed for that half. Every output is one
/// chain of multiply-adds in ascending k.
/// </remarks>
internal sealed unsafe class RecurringPhaseFilter : ResamplingFilter
{
    /// <summary>Neighbouring outputs computed at once, in two halves.</summary>
    private const int GroupSize = 16, Half = GroupSize / 2;

    /// <summary>Recurrences computed at once.</summary>
    private const int Recurrences = 8;

    private const int MostPhases = 1024, LargestTable = 1 << 18;

    private const int CacheLine = 64;   // bytes; vectors of taps that straddle two would cost twice

    /// <summary>Below so many outputs a recurrence, several recurrences count as one, so that groups are full.</summary>
    private const int FewPhases = 128;

    private readonly int _up, _down;
    private readonly Group[] _groups;
    private readonly AlignedBuffer _taps;   // single precision, [group, row, GroupSize]

    public RecurringPhaseFilter(PhaseTaps taps) : base(taps.Ratio, taps.Lead, taps.Count)
    {
        int multiple = Multiple(Ratio.Up);
        (_up, _down) = (Ratio.Up * multiple, Ratio.Down * multiple);
        _groups = new Group[(_up + GroupSize - 1) / GroupSize];
        for (int group = 0, at = 0; group < _groups.Length; at += _groups[group].Rows * GroupSize, group++) _groups[group] = Group.Of(this, group, at);
        _taps = new((_groups[^1].Taps + _groups[^1].Rows * GroupSize) * sizeof(float) / sizeof(double));
        float[] phase = new float[Count];
        for (int q = 0; q < _up; q++)
        {
            taps.Write(q % Ratio.Up, phase);
            for (int k = 0; k < Count; k++) Taps[Place(q, k)] = phase[k];
        }
    }

    /// <summary>Samples from the first one that a recurrence's outputs reach to behind the last one.</summary>
    private int Rows => _groups[^1].FirstRow + _groups[^1].Rows;

    private Span<float> Taps => MemoryMarshal.Cast<double, float>(_taps.Span);

    public static bool Suits(PhaseTaps taps)
    {
        long up = (long)taps.Ratio.Up * Multiple(taps.Ratio.Up);
        return up <= MostPhases && up * taps.Count <= LargestTable;
    }

    public override void Run(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        int reach = (Recurrences - 1) * _down + Rows;
        float[] padded = ArrayPool<float>.Shared.Rent(reach);
        float* scratch = stackalloc float[Recurrences * GroupSize + CacheLine / sizeof(float)], sums = (float*)(((nint)scratch + CacheLine - 1) & -CacheLine);
        fixed (float* spare = padded, input = samples)
        {
            float* taps = (float*)_taps.Pointer;
            long end = first + output.Length;
            for (long recurrence = first / _up; recurrence * _up < end; recurrence += Recurrences)
            {
                long from = recurrence * _down - Lead - start;
                bool inside = from >= 0 && from + reach <= samples.Length;
                if (!inside) CopyPadded(samples, from, new(spare, reach));
                float* x = inside ? input + from : spare;
                for (int group = 0; group < _groups.Length; group++)
                {
                    long at = recurrence * _up + group * GroupSize - first;   // in the output, of the first recurrence
                    if (!Reaches(at, output.Length)) continue;
                    Multiply(x + _groups[group].FirstRow, _down, taps + _groups[group].Taps, _groups[group], sums);
                    Store(sums, at, Math.Min(GroupSize, _up - group * GroupSize), output);
                }
            }
        }
        ArrayPool<float>.Shared.Return(padded);
        GC.KeepAlive(this);   // and with it the taps, of which only the address is used
    }

    internal override void RunReference(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            double sum = 0;
            for (int k = 0; k < count; k++) sum += (double)samples[at + k] * Taps[Place((int)((first + i) % _up), from + k)];
            output[i] = (float)sum;
        }
    }

    /// <summary>1 for many phases; else as many recurrences as make at least 32 outputs that are full groups.</summary>
    private static int Multiple(int up)
    {
        int multiple = 1;
        while (up < FewPhases && (up * multiple < 2 * GroupSize || up * multiple % GroupSize != 0)) multiple++;
        return multiple;
    }

    /// <summary>Where a tap stands in the table.</summary>
    private int Place(int phase, int k)
    {
        var group = _groups[phase / GroupSize];
        return group.Taps + ((int)Ratio.Whole(phase) - group.FirstRow + k) * GroupSize + phase % GroupSize;
    }

    /// <summary>Whether any recurrence of a group has an output that is wanted.</summary>
    private bool Reaches(long at, int outputs)
    {
        long recurrence = at + GroupSize > 0 ? 0 : (-at - GroupSize) / _up + 1;   // the first one that does not end before output 0
        return recurrence < Recurrences && at + recurrence * _up < outputs;
    }

    private static void CopyPadded(ReadOnlySpan<float> samples, long from, Span<float> padded)
    {
        int before = (int)Math.Clamp(-from, 0, padded.Length), end = (int)Math.Clamp(samples.Length - from, before, padded.Length);
        padded[..before].Clear();
        if (end > before) samples.Slice((int)(from + before), end - before).CopyTo(padded[before..]);
        padded[end..].Clear();
    }

    /// <summary>sums[j, q] = Σᵣ taps[r, q] · x[j·stride + r] for j below <see cref="Recurrences"/> and q below <see cref="GroupSize"/>.</summary>
    private static void Multiply(float* x, nint stride, float* taps, in Group group, float* sums)
    {
        if (Vector512.IsHardwareAccelerated && group.UpperFrom < group.LowerTo) MultiplyWide(x, stride, taps, group.UpperFrom, group.LowerTo, group.Rows, sums);
        else
        {
            for (int q = 0; q < GroupSize; q += Vector<float>.Count)
            {
                int from = q < Half ? 0 : group.UpperFrom, to = q + Vector<float>.Count <= Half ? group.LowerTo : group.Rows;
                MultiplyVector(x + from, stride, taps + from * GroupSize + q, to - from, sums + q);
            }
        }
    }

    /// <summary>The lower half, then both, then the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWide(float* x, nint stride, float* taps, int upperFrom, int lowerTo, int rows, float* sums)
    {
        float* y = x + 4 * stride;
        nint twice = 2 * stride, thrice = 3 * stride;
        int row = 0;
        Vector256<float> low0 = default, low1 = default, low2 = default, low3 = default, low4 = default, low5 = default, low6 = default, low7 = default;
        for (; row < upperFrom; row++, x++, y++, taps += GroupSize)
        {
            var tap = Vector256.Load(taps);
            low0 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[0]), low0);
            low1 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[stride]), low1);
            low2 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[twice]), low2);
            low3 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[thrice]), low3);
            low4 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[0]), low4);
            low5 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[stride]), low5);
            low6 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[twice]), low6);
            low7 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[thrice]), low7);
        }

        Vector512<float> sum0 = low0.ToVector512(), sum1 = low1.ToVector512(), sum2 = low2.ToVector512(), sum3 = low3.ToVector512();
        Vector512<float> sum4 = low4.ToVector512(), sum5 = low5.ToVector512(), sum6 = low6.ToVector512(), sum7 = low7.ToVector512();
        for (; row < lowerTo; row++, x++, y++, taps += GroupSize)
        {
            var tap = Vector512.Load(taps);
            sum0 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(x[0]), sum0);
            sum1 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(x[stride]), sum1);
            sum2 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(x[twice]), sum2);
            sum3 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(x[thrice]), sum3);
            sum4 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(y[0]), sum4);
            sum5 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(y[stride]), sum5);
            sum6 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(y[twice]), sum6);
            sum7 = Vector512.FusedMultiplyAdd(tap, Vector512.Create(y[thrice]), sum7);
        }

        Vector256<float> high0 = sum0.GetUpper(), high1 = sum1.GetUpper(), high2 = sum2.GetUpper(), high3 = sum3.GetUpper();
        Vector256<float> high4 = sum4.GetUpper(), high5 = sum5.GetUpper(), high6 = sum6.GetUpper(), high7 = sum7.GetUpper();
        for (; row < rows; row++, x++, y++, taps += GroupSize)
        {
            var tap = Vector256.Load(taps + Half);
            high0 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[0]), high0);
            high1 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[stride]), high1);
            high2 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[twice]), high2);
            high3 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(x[thrice]), high3);
            high4 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[0]), high4);
            high5 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[stride]), high5);
            high6 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[twice]), high6);
            high7 = Vector256.FusedMultiplyAdd(tap, Vector256.Create(y[thrice]), high7);
        }
        sum0.WithUpper(high0).Store(sums);
        sum1.WithUpper(high1).Store(sums + GroupSize);
        sum2.WithUpper(high2).Store(sums + 2 * GroupSize);
        sum3.WithUpper(high3).Store(sums + 3 * GroupSize);
        sum4.WithUpper(high4).Store(sums + 4 * GroupSize);
        sum5.WithUpper(high5).Store(sums + 5 * GroupSize);
        sum6.WithUpper(high6).Store(sums + 6 * GroupSize);
        sum7.WithUpper(high7).Store(sums + 7 * GroupSize);
    }

    /// <summary>The same for as many phases as a vector holds, all of which have all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyVector(float* x, nint stride, float* taps, int rows, float* sums)
    {
        float* y = x + 4 * stride;
        nint twice = 2 * stride, thrice = 3 * stride;
        int row = 0;
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (; row < rows; row++, x++, y++, taps += GroupSize)
        {
            var tap = Vector.Load(taps);
            sum0 = Vector.MultiplyAddEstimate(tap, Vector.Create(x[0]), sum0);
            sum1 = Vector.MultiplyAddEstimate(tap, Vector.Create(x[stride]), sum1);
            sum2 = Vector.MultiplyAddEstimate(tap, Vector.Create(x[twice]), sum2);
            sum3 = Vector.MultiplyAddEstimate(tap, Vector.Create(x[thrice]), sum3);
            sum4 = Vector.MultiplyAddEstimate(tap, Vector.Create(y[0]), sum4);
            sum5 = Vector.MultiplyAddEstimate(tap, Vector.Create(y[stride]), sum5);
            sum6 = Vector.MultiplyAddEstimate(tap, Vector.Create(y[twice]), sum6);
            sum7 = Vector.MultiplyAddEstimate(tap, Vector.Create(y[thrice]), sum7);
        }
        Vector.Store(sum0, sums);
        Vector.Store(sum1, sums + GroupSize);
        Vector.Store(sum2, sums + 2 * GroupSize);
        Vector.Store(sum3, sums + 3 * GroupSize);
        Vector.Store(sum4, sums + 4 * GroupSize);
        Vector.Store(sum5, sums + 5 * GroupSize);
        Vector.Store(sum6, sums + 6 * GroupSize);
        Vector.Store(sum7, sums + 7 * GroupSize);
    }

    /// <summary>output[at + j·up + q] = sums[j, q], where that is an output.</summary>
    private void Store(float* sums, long at, int phases, Span<float> output)
    {
        for (int j = 0; j < Recurrences; j++, at += _up, sums += GroupSize)
        {
            if (phases == GroupSize && at >= 0 && at + GroupSize <= output.Length)
            {
                new ReadOnlySpan<float>(sums, GroupSize).CopyTo(output.Slice((int)at, GroupSize));   // of a length that the compiler knows: a move of vectors
                continue;
            }
            int from = (int)Math.Clamp(-at, 0, phases), to = (int)Math.Clamp(output.Length - at, from, phases);
            if (to > from) new ReadOnlySpan<float>(sums + from, to - from).CopyTo(output[(int)(at + from)..]);
        }
    }

    /// <summary>
    /// Neighbouring phases: the first of <c>Rows</c> samples that they reach, counted from the one that the first of all phases reaches; from which of these rows on the upper half has taps,
    /// up to which the lower half; where the taps begin.
    /// </summary>
    private readonly record struct Group(int FirstRow, int Rows, int UpperFrom, int LowerTo, int Taps)
    {
        public static Group Of(RecurringPhaseFilter filter, int group, int at)
        {
            int first = group * GroupSize, end = Math.Min(first + GroupSize, filter._up), firstRow = Row(first), lowerTo = Row(Math.Min(first + Half, end) - 1) + filter.Count - firstRow;
            return new(firstRow, Row(end - 1) + filter.Count - firstRow, end > first + Half ? Row(first + Half) - firstRow : lowerTo, lowerTo, at);

            int Row(int phase) => (int)filter.Ratio.Whole(phase);
        }
    }
}
