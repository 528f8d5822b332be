namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>Convolves a signal with a filter that is sampled anew at every output. Read-only after construction.</summary>
/// <remarks>An output's value depends on the samples that its taps reach and on nothing else, to the bit, so that pieces of a signal give what the whole does.</remarks>
internal abstract class ResamplingFilter(RateRatio ratio, int lead, int count)
{
    /// <summary>Floats (64 MB) that a table may take.</summary>
    private const int LargestTable = 1 << 24;

    protected RateRatio Ratio { get; } = ratio;

    /// <summary>Input samples before the one at or before an output, that its first tap lies.</summary>
    protected int Lead { get; } = lead;

    /// <summary>Taps of an output.</summary>
    protected int Count { get; } = count;

    /// <summary>Whichever computes these taps fastest.</summary>
    /// <exception cref="ArgumentException">The table would be too large.</exception>
    public static ResamplingFilter Create(RateRatio ratio, ResamplerOptions options)
    {
        double periods = options.Method switch
        {
            ResamplingMethod.HighQuality => 2 * HighQualityTaps.HalfWidth(ratio) * ratio.Lower,
            ResamplingMethod.Polyphase => 20,
            _ => 2 * options.LowpassFilterWidth / options.Rolloff,
        };
        double floats = periods * (options.Method == ResamplingMethod.HighQuality ? 1 / ratio.Lower : Math.Max(ratio.Up, ratio.Down));
        if (floats > LargestTable)
            throw new ArgumentException(FormattableString.Invariant($"{options.Method} resampling by {ratio.Up}/{ratio.Down} needs a filter of {floats:e1} taps, at most {LargestTable} are possible; {(options.Method == ResamplingMethod.HighQuality ? "resample in two steps" : $"use {nameof(ResamplingMethod.HighQuality)}")}."));

        PhaseTaps taps = options.Method switch
        {
            ResamplingMethod.HighQuality => new HighQualityTaps(ratio),
            ResamplingMethod.Polyphase => new PolyphaseTaps(ratio),
            _ => new SincTaps(ratio, options),
        };
        if (RecurringPhaseFilter.Suits(taps)) return new RecurringPhaseFilter(taps);
        return taps is HighQualityTaps highQuality && InterpolatedPhaseFilter.Suits(taps) ? new InterpolatedPhaseFilter(highQuality) : new TabulatedPhaseFilter(taps);
    }

    /// <summary>The first input sample that an output's taps reach; below 0 before the signal.</summary>
    public long FirstInput(long output) => Ratio.Whole(output) - Lead;

    /// <summary>How many outputs need no sample from <paramref name="samples"/> on.</summary>
    public long OutputsBy(long samples) => samples + Lead < Count ? 0 : Ratio.OutputLength(samples + Lead - Count + 1);

    /// <summary>Computes the outputs first, first + 1, … of a signal whose samples start, start + 1, … are given; samples outside are zeros.</summary>
    public abstract void Run(ReadOnlySpan<float> samples, long start, long first, Span<float> output);

    /// <summary>Which taps of an output lie on samples: <c>count</c> of them, the first at tap <c>from</c> and sample <c>at</c>.</summary>
    protected (int From, int At, int Count) Overlap(long output, long start, int samples)
    {
        long reach = FirstInput(output) - start;
        int from = (int)Math.Clamp(-reach, 0, Count), end = (int)Math.Clamp(samples - reach, from, Count);
        return from == end ? (0, 0, 0) : (from, (int)(reach + from), end - from);
    }

    /// <summary>The same as <see cref="Run"/>, from the definition, one output after the other.</summary>
    internal abstract void RunReference(ReadOnlySpan<float> samples, long start, long first, Span<float> output);
}
