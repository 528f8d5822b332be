namespace MlNetAudio.Dsp.Transforms;

/// <summary>
/// Where the frames of a signal lie: frame t covers samples Start(t) .. Start(t) + FrameLength − 1. Centred frames start half a frame before the signal and
/// end as far behind it, what lies outside being padding; others lie inside.
/// </summary>
internal readonly record struct FrameGrid(int FrameLength, int HopLength, bool Centered = true, PadMode PadMode = PadMode.Constant)
{
    /// <summary>Samples of padding before the first sample and behind the last one.</summary>
    public int Padding => Centered ? FrameLength / 2 : 0;

    /// <summary>1 + ⌊(samples + 2·padding − frame) / hop⌋, which for centred frames of even length is 1 + ⌊samples / hop⌋; 0 for a signal too short.</summary>
    public int Count(long samples) => samples + 2 * Padding < FrameLength ? 0 : checked((int)(1 + (samples + 2 * Padding - FrameLength) / HopLength));

    /// <summary>The same of a signal that must have a frame.</summary>
    /// <exception cref="ArgumentException">There is no sample, or the signal is shorter than a frame that is not padded.</exception>
    public int RequiredCount(ReadOnlySpan<float> samples)
    {
        int count = samples.IsEmpty ? 0 : Count(samples.Length);
        return count > 0 ? count : throw new ArgumentException($"The signal has {samples.Length} samples, fewer than a frame of {FrameLength}; use longer recordings or centred frames.", nameof(samples));
    }

    public long Start(int frame) => (long)frame * HopLength - Padding;

    /// <summary>The part of a frame that lies in a signal of so many samples; empty where the frame is all padding.</summary>
    public (int First, int End) Clip(int frame, int samples)
    {
        int first = (int)Math.Clamp(Start(frame), 0, samples);
        return (first, (int)Math.Clamp(Start(frame) + FrameLength, first, samples));
    }

    /// <summary>Samples that so many consecutive frames cover.</summary>
    public int Span(int frames) => checked((frames - 1) * HopLength + FrameLength);

    /// <summary>The samples of consecutive frames, padding included: frame first + i starts at [i · hop]. A slice of the signal where that does, else copied into <paramref name="scratch"/> [≥ Span(frames)].</summary>
    /// <param name="samples">The end of the signal, or all of it.</param>
    /// <param name="from">Index in the signal of samples[0]; what is before is not needed.</param>
    public ReadOnlySpan<float> Cut(ReadOnlySpan<float> samples, int first, int frames, Span<float> scratch, long from = 0)
    {
        long start = Start(first), end = from + samples.Length;
        int length = Span(frames);
        if (start >= from && start + length <= end) return samples.Slice((int)(start - from), length);
        scratch = scratch[..length];
        int inside = (int)Math.Clamp(-start, 0, length), outside = (int)Math.Clamp(end - start, inside, length);
        if (outside > inside) samples[(int)(start + inside - from)..(int)(start + outside - from)].CopyTo(scratch[inside..]);
        for (int i = 0; i < inside; i++) scratch[i] = Beyond(samples, start + i, from);
        for (int i = outside; i < length; i++) scratch[i] = Beyond(samples, start + i, from);
        return scratch;
    }

    /// <summary>What stands at an index outside the signal.</summary>
    private float Beyond(ReadOnlySpan<float> samples, long index, long from)
    {
        long n = from + samples.Length;
        if (PadMode == PadMode.Constant) return 0;
        long source = PadMode switch
        {
            PadMode.Edge => Math.Clamp(index, 0, n - 1),
            PadMode.Reflect => n == 1 ? 0 : Mirrored(index, 2 * n - 2, n),
            PadMode.Symmetric => Mirrored(index, 2 * n, n),
            _ => Modulo(index, n),
        };
        return samples[(int)(source - from)];
    }

    /// <summary>The index on a signal of n samples that is followed by its mirror image, the two together having that period.</summary>
    private static long Mirrored(long index, long period, long n) => Modulo(index, period) is var place && place < n ? place : period - 1 - place + (period == 2 * n ? 0 : 1);

    private static long Modulo(long value, long divisor) => (value % divisor + divisor) % divisor;
}
