using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>
/// For ratios whose phases recur soon: output m + up has the taps of output m, with the input moved on by down samples. So vector lanes run over recurrences,
/// y[j·up + q] = Σᵣ taps[q, r] · x[r, j] with x[r, j] = x[j·down − lead + r], without a sum across lanes.
/// </summary>
/// <remarks>
/// A tile of recurrences is transposed to x [rows, lanes], small enough for the second-level cache, and eight neighbouring phases, whose taps lie on almost the same
/// rows, are computed from registers: per row, two vectors of x and eight broadcast taps. Every output is one chain of multiply-adds in ascending k.
/// </remarks>
internal sealed unsafe class RecurringPhaseFilter : ResamplingFilter
{
    /// <summary>Neighbouring outputs computed at once.</summary>
    private const int GroupSize = 8;

    private const int MostPhases = 1024, LargestTable = 1 << 18;

    private const int CacheLine = 64;   // bytes; vectors of x that straddle two would cost twice

    /// <summary>Below so many outputs a recurrence, several recurrences count as one, so that groups are full and the transposed rows serve more of them.</summary>
    private const int FewPhases = 128;

    private readonly int _up, _down;
    private readonly int _depth;         // rows of a group
    private readonly int[] _firstRows;   // [group]
    private readonly float[] _taps;      // [group, depth, GroupSize]

    public RecurringPhaseFilter(PhaseTaps taps) : base(taps.Ratio, taps.Lead, taps.Count)
    {
        int multiple = Multiple(Ratio.Up);
        (_up, _down) = (Ratio.Up * multiple, Ratio.Down * multiple);
        int groups = (_up + GroupSize - 1) / GroupSize;
        _firstRows = [.. Enumerable.Range(0, groups).Select(group => (int)Ratio.Whole(group * GroupSize))];
        _depth = Count + (int)(((GroupSize - 1L) * Ratio.Down + Ratio.Up - 1) / Ratio.Up);
        _taps = new float[groups * _depth * GroupSize];
        float[] phase = new float[Count];
        for (int q = 0; q < _up; q++)
        {
            taps.Write(q % Ratio.Up, phase);
            int group = q / GroupSize, row = (int)Ratio.Whole(q) - _firstRows[group];
            for (int k = 0; k < Count; k++) _taps[(group * _depth + row + k) * GroupSize + q % GroupSize] = phase[k];
        }
    }

    /// <summary>Recurrences of a tile.</summary>
    private static int Lanes => Vector512.IsHardwareAccelerated ? 2 * Vector512<float>.Count : 2 * Vector<float>.Count;

    /// <summary>Rows of a tile.</summary>
    private int Rows => _firstRows[^1] + _depth;

    public static bool Suits(PhaseTaps taps)
    {
        long up = (long)taps.Ratio.Up * Multiple(taps.Ratio.Up);
        return up <= MostPhases && up * taps.Count <= LargestTable;
    }

    public override void Run(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        int lanes = Lanes, reach = (lanes - 1) * _down + Rows;
        float[] rented = ArrayPool<float>.Shared.Rent((Rows + GroupSize) * lanes + reach + CacheLine);
        fixed (float* scratch = rented, input = samples, taps = _taps)
        {
            float* x = (float*)(((nint)scratch + CacheLine - 1) & -CacheLine), sums = x + Rows * lanes, padded = sums + GroupSize * lanes;
            long end = first + output.Length;
            for (long recurrence = first / _up; recurrence * _up < end; recurrence += lanes)
            {
                long from = recurrence * _down - Lead - start;
                bool inside = from >= 0 && from + reach <= samples.Length;
                if (!inside) CopyPadded(samples, from, new(padded, reach));
                Transpose(inside ? input + from : padded, x);
                for (int group = 0; group < _firstRows.Length; group++)
                {
                    long at = recurrence * _up + group * GroupSize - first;   // in the output, of the first lane
                    if (!Reaches(at, output.Length)) continue;
                    Multiply(x + _firstRows[group] * lanes, taps + group * _depth * GroupSize, _depth, sums);
                    Store(sums, at, Math.Min(GroupSize, _up - group * GroupSize), output);
                }
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    internal override void RunReference(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            int q = (int)((first + i) % _up), group = q / GroupSize, row = (int)Ratio.Whole(q) - _firstRows[group];
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            double sum = 0;
            for (int k = 0; k < count; k++) sum += (double)samples[at + k] * _taps[(group * _depth + row + from + k) * GroupSize + q % GroupSize];
            output[i] = (float)sum;
        }
    }

    /// <summary>1 for many phases; else as many recurrences as make at least 32 outputs that are full groups.</summary>
    private static int Multiple(int up)
    {
        int multiple = 1;
        while (up < FewPhases && (up * multiple < 4 * GroupSize || up * multiple % GroupSize != 0)) multiple++;
        return multiple;
    }

    /// <summary>Whether any lane of a group has an output that is wanted.</summary>
    private bool Reaches(long at, int outputs)
    {
        long lane = at + GroupSize > 0 ? 0 : (-at - GroupSize) / _up + 1;   // the first one that does not end before output 0
        return lane < Lanes && at + lane * _up < outputs;
    }

    private static void CopyPadded(ReadOnlySpan<float> samples, long from, Span<float> padded)
    {
        int before = (int)Math.Clamp(-from, 0, padded.Length), end = (int)Math.Clamp(samples.Length - from, before, padded.Length);
        padded[..before].Clear();
        if (end > before) samples.Slice((int)(from + before), end - before).CopyTo(padded[before..]);
        padded[end..].Clear();
    }

    /// <summary>x[r, j] = input[j·down + r].</summary>
    private void Transpose(float* input, float* x)
    {
        int lanes = Lanes, rows = Rows, distinct = Math.Min(rows, _down), row = 0;
        for (; row <= distinct - 8; row += 8)
            for (int lane = 0; lane < lanes; lane += 8)
                SmallTranspose.Run(input + lane * _down + row, _down, x + row * lanes + lane, lanes);
        for (; row < distinct; row++)
            for (int lane = 0; lane < lanes; lane++)
                x[row * lanes + lane] = input[lane * _down + row];
        for (; row < rows; row++)   // the row above by a whole recurrence, one lane on
        {
            float* above = x + (row - _down) * lanes + 1, to = x + row * lanes;
            Unsafe.CopyBlockUnaligned(to, above, (uint)(lanes - 1) * sizeof(float));
            to[lanes - 1] = input[(lanes - 1) * _down + row];
        }
    }

    /// <summary>sums[q, j] = Σᵣ taps[r, q] · x[r, j] for q below <see cref="GroupSize"/> and r below depth.</summary>
    private static void Multiply(float* x, float* taps, int depth, float* sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyWide(x, taps, depth, sums);
            return;
        }
        MultiplyHalf(x, taps, depth, sums);
        MultiplyHalf(x, taps + GroupSize / 2, depth, sums + GroupSize / 2 * Lanes);
    }

    private static void MultiplyWide(float* x, float* taps, int depth, float* sums)
    {
        const int Width = 16;
        Vector512<float> sum00 = default, sum10 = default, sum20 = default, sum30 = default, sum40 = default, sum50 = default, sum60 = default, sum70 = default;
        Vector512<float> sum01 = default, sum11 = default, sum21 = default, sum31 = default, sum41 = default, sum51 = default, sum61 = default, sum71 = default;
        for (; depth > 0; depth--, x += 2 * Width, taps += GroupSize)
        {
            Vector512<float> x0 = Vector512.Load(x), x1 = Vector512.Load(x + Width), tap;
            tap = Vector512.Create(taps[0]);
            (sum00, sum01) = (Vector512.FusedMultiplyAdd(tap, x0, sum00), Vector512.FusedMultiplyAdd(tap, x1, sum01));
            tap = Vector512.Create(taps[1]);
            (sum10, sum11) = (Vector512.FusedMultiplyAdd(tap, x0, sum10), Vector512.FusedMultiplyAdd(tap, x1, sum11));
            tap = Vector512.Create(taps[2]);
            (sum20, sum21) = (Vector512.FusedMultiplyAdd(tap, x0, sum20), Vector512.FusedMultiplyAdd(tap, x1, sum21));
            tap = Vector512.Create(taps[3]);
            (sum30, sum31) = (Vector512.FusedMultiplyAdd(tap, x0, sum30), Vector512.FusedMultiplyAdd(tap, x1, sum31));
            tap = Vector512.Create(taps[4]);
            (sum40, sum41) = (Vector512.FusedMultiplyAdd(tap, x0, sum40), Vector512.FusedMultiplyAdd(tap, x1, sum41));
            tap = Vector512.Create(taps[5]);
            (sum50, sum51) = (Vector512.FusedMultiplyAdd(tap, x0, sum50), Vector512.FusedMultiplyAdd(tap, x1, sum51));
            tap = Vector512.Create(taps[6]);
            (sum60, sum61) = (Vector512.FusedMultiplyAdd(tap, x0, sum60), Vector512.FusedMultiplyAdd(tap, x1, sum61));
            tap = Vector512.Create(taps[7]);
            (sum70, sum71) = (Vector512.FusedMultiplyAdd(tap, x0, sum70), Vector512.FusedMultiplyAdd(tap, x1, sum71));
        }
        Keep(sums, sum00, sum01);
        Keep(sums + 2 * Width, sum10, sum11);
        Keep(sums + 4 * Width, sum20, sum21);
        Keep(sums + 6 * Width, sum30, sum31);
        Keep(sums + 8 * Width, sum40, sum41);
        Keep(sums + 10 * Width, sum50, sum51);
        Keep(sums + 12 * Width, sum60, sum61);
        Keep(sums + 14 * Width, sum70, sum71);

        static void Keep(float* to, Vector512<float> left, Vector512<float> right)
        {
            left.Store(to);
            right.Store(to + Width);
        }
    }

    /// <summary>Of four phases: as many sums as machines with 16 registers hold.</summary>
    private static void MultiplyHalf(float* x, float* taps, int depth, float* sums)
    {
        int width = Vector<float>.Count;
        Vector<float> sum00 = default, sum10 = default, sum20 = default, sum30 = default, sum01 = default, sum11 = default, sum21 = default, sum31 = default;
        for (; depth > 0; depth--, x += 2 * width, taps += GroupSize)
        {
            Vector<float> x0 = Vector.Load(x), x1 = Vector.Load(x + width), tap;
            tap = Vector.Create(taps[0]);
            (sum00, sum01) = (Vector.MultiplyAddEstimate(tap, x0, sum00), Vector.MultiplyAddEstimate(tap, x1, sum01));
            tap = Vector.Create(taps[1]);
            (sum10, sum11) = (Vector.MultiplyAddEstimate(tap, x0, sum10), Vector.MultiplyAddEstimate(tap, x1, sum11));
            tap = Vector.Create(taps[2]);
            (sum20, sum21) = (Vector.MultiplyAddEstimate(tap, x0, sum20), Vector.MultiplyAddEstimate(tap, x1, sum21));
            tap = Vector.Create(taps[3]);
            (sum30, sum31) = (Vector.MultiplyAddEstimate(tap, x0, sum30), Vector.MultiplyAddEstimate(tap, x1, sum31));
        }
        Vector.Store(sum00, sums);
        Vector.Store(sum01, sums + width);
        Vector.Store(sum10, sums + 2 * width);
        Vector.Store(sum11, sums + 3 * width);
        Vector.Store(sum20, sums + 4 * width);
        Vector.Store(sum21, sums + 5 * width);
        Vector.Store(sum30, sums + 6 * width);
        Vector.Store(sum31, sums + 7 * width);
    }

    /// <summary>output[at + j·up + q] = sums[q, j], where that is an output.</summary>
    private void Store(float* sums, long at, int phases, Span<float> output)
    {
        int lanes = Lanes;
        fixed (float* to = output)
            for (int lane = 0; lane < lanes; lane += 8)
            {
                long left = at + (long)lane * _up, right = left + 7L * _up;
                if (phases == GroupSize && left >= 0 && right + GroupSize <= output.Length)
                {
                    SmallTranspose.Run(sums + lane, lanes, to + left, _up);
                    continue;
                }
                for (int j = lane; j < lane + 8; j++)
                    for (int q = 0; q < phases; q++)
                        if (at + (long)j * _up + q is var index && index >= 0 && index < output.Length) to[index] = sums[q * lanes + j];
            }
    }
}
