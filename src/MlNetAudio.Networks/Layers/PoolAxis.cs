namespace MlNetAudio.Networks.Layers;

/// <summary>The windows of a pooling along one axis: output i covers input Start(i) .. End(i) − 1, what lies in the padding left out.</summary>
public sealed class PoolAxis
{
    private readonly int[] _starts, _ends, _divisors;
    private readonly Rule _rule;

    private PoolAxis(int length, Rule rule)
    {
        (Length, _rule) = (length, rule);
        var windows = new (int Start, int End, int Divisor)[rule.Count(length)];
        for (int i = 0; i < windows.Length; i++) windows[i] = rule.Window(i, length);
        _starts = [.. windows.Select(window => window.Start)];
        _ends = [.. windows.Select(window => window.End)];
        _divisors = [.. windows.Select(window => window.Divisor)];
    }

    /// <summary>Input values along the axis.</summary>
    public int Length { get; }

    /// <summary>Output values along the axis.</summary>
    public int Count => _starts.Length;

    /// <summary>Where all windows have one size and one distance: that size.</summary>
    public int Size { get; private init; }

    /// <summary>The distance of two windows; 0 where they are irregular.</summary>
    public int Stride { get; private init; }

    /// <summary>Values of padding that the first window covers.</summary>
    public int Before { get; private init; }

    /// <summary>Values of padding that the last window covers.</summary>
    public int After { get; private init; }

    /// <summary>As many windows whatever the length: they divide it up.</summary>
    public bool IsAdaptive => _rule.Stride == 0;

    /// <summary>No window covers anything behind the axis, whatever the length.</summary>
    public bool StaysInside => _rule is { Stride: > 0, After: 0, CeilMode: false };

    /// <summary>Zeros behind the axis, which windows may cover.</summary>
    public int Padding => _rule.After;

    /// <summary>Whether padding counts in the divisor.</summary>
    public bool CountsPadding => _rule.CountsPadding;

    public int Start(int i) => _starts[i];

    public int End(int i) => _ends[i];

    /// <summary>What an average divides by along this axis: the values covered, those of the padding too where it counts.</summary>
    public int Divisor(int i) => _divisors[i];

    /// <summary>Windows on an axis of another length: as many as there would be if the input were so long.</summary>
    public int CountOf(int length) => _rule.Count(length);

    /// <summary>Window i on an axis of another length.</summary>
    public (int Start, int End, int Divisor) Window(int i, int length) => _rule.Window(i, length);

    /// <summary>Windows of one size at equal distances, as torch.nn.MaxPool1d and AvgPool1d place them: one that begins in the padding behind is dropped.</summary>
    /// <param name="countsPadding">Whether padding counts in the divisor; what ceil mode lets stick out beyond it never does.</param>
    internal static PoolAxis Sliding(int length, int size, int stride, int before, int after, bool ceilMode, bool countsPadding)
    {
        var rule = new Rule(size, stride, before, after, ceilMode, countsPadding);
        return new(length, rule) { Size = size, Stride = stride, Before = before, After = Math.Max(0, (rule.Count(length) - 1) * stride + size - before - length) };
    }

    /// <summary>count windows that cover the axis, as torch.nn.AdaptiveAvgPool1d places them: ⌊i·length/count⌋ .. ⌈(i + 1)·length/count⌉.</summary>
    internal static PoolAxis Adaptive(int length, int count)
    {
        var rule = new Rule(count, Stride: 0, Before: 0, After: 0, CeilMode: false, CountsPadding: false);
        return length % count == 0 ? new(length, rule) { Size = length / count, Stride = length / count } : new(length, rule);
    }

    /// <summary>How windows are placed on an axis of any length.</summary>
    /// <param name="Size">Of a window; where <paramref name="Stride"/> is 0, the number of windows that divide up the axis.</param>
    private readonly record struct Rule(int Size, int Stride, int Before, int After, bool CeilMode, bool CountsPadding)
    {
        public int Count(int length)
        {
            if (Stride == 0) return Size;
            int span = length + Before + After - Size, count = span < 0 ? 0 : (CeilMode ? (span + Stride - 1) / Stride : span / Stride) + 1;
            return CeilMode && (count - 1) * Stride >= length + Before ? count - 1 : count;
        }

        public (int Start, int End, int Divisor) Window(int i, int length)
        {
            if (Stride == 0)
            {
                int from = (int)((long)i * length / Size), to = (int)(((long)(i + 1) * length + Size - 1) / Size);
                return (from, to, to - from);
            }
            int start = i * Stride - Before, end = Math.Min(start + Size, length + After);
            var (clippedStart, clippedEnd) = (Math.Max(start, 0), Math.Min(end, length));
            return (clippedStart, clippedEnd, CountsPadding ? end - start : clippedEnd - clippedStart);
        }
    }
}
