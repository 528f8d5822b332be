namespace MlNetAudio.Networks.Layers;

/// <summary>The windows of a pooling along one axis: output i covers input Start(i) .. End(i) − 1, what lies in the padding left out.</summary>
public sealed class PoolAxis
{
    private readonly int[] _starts, _ends, _divisors;

    private PoolAxis(int length, (int Start, int End, int Divisor)[] windows)
    {
        Length = length;
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

    public int Start(int i) => _starts[i];

    public int End(int i) => _ends[i];

    /// <summary>What an average divides by along this axis: the values covered, those of the padding too where it counts.</summary>
    public int Divisor(int i) => _divisors[i];

    /// <summary>Windows of one size at equal distances, as torch.nn.MaxPool1d and AvgPool1d place them: one that begins in the padding behind is dropped.</summary>
    /// <param name="countsPadding">Whether padding counts in the divisor; what ceil mode lets stick out beyond it never does.</param>
    internal static PoolAxis Sliding(int length, int size, int stride, int before, int after, bool ceilMode, bool countsPadding)
    {
        int span = length + before + after - size, count = (ceilMode ? (span + stride - 1) / stride : span / stride) + 1;
        if (ceilMode && (count - 1) * stride >= length + before) count--;
        var windows = new (int, int, int)[count];
        for (int i = 0; i < count; i++)
        {
            int start = i * stride - before, end = Math.Min(start + size, length + after);
            var (clippedStart, clippedEnd) = (Math.Max(start, 0), Math.Min(end, length));
            windows[i] = (clippedStart, clippedEnd, countsPadding ? end - start : clippedEnd - clippedStart);
        }
        return new(length, windows) { Size = size, Stride = stride, Before = before, After = Math.Max(0, (count - 1) * stride + size - before - length) };
    }

    /// <summary>count windows that cover the axis, as torch.nn.AdaptiveAvgPool1d places them: ⌊i·length/count⌋ .. ⌈(i + 1)·length/count⌉.</summary>
    internal static PoolAxis Adaptive(int length, int count)
    {
        var windows = new (int, int, int)[count];
        for (int i = 0; i < count; i++)
        {
            int start = (int)((long)i * length / count), end = (int)(((long)(i + 1) * length + count - 1) / count);
            windows[i] = (start, end, end - start);
        }
        return length % count == 0 ? new(length, windows) { Size = length / count, Stride = length / count } : new(length, windows);
    }
}
