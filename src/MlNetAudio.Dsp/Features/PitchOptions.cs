using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What YIN and pYIN ask: the rate, the fundamental frequencies to look for, and how the signal is cut into frames. The defaults are librosa's.</summary>
public abstract record PitchOptions
{
    private protected PitchOptions()
    {
    }

    public required int SampleRateHz { get; init => field = Require.Positive(value); }

    /// <summary>fmin. Two of its periods should fit into a frame; one must. librosa has no default and recommends C2, which is this.</summary>
    public double MinimumFrequencyHz { get; init => field = Require.Positive(value); } = 65.406391325149658;

    /// <summary>fmax, at most half the sample rate. librosa has no default and recommends C7, which is this.</summary>
    public double MaximumFrequencyHz { get; init => field = Require.Positive(value); } = 2_093.0045224047889;

    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 2048;

    /// <summary>Samples. Null: a quarter of the frame.</summary>
    public int? HopLength { get; init => field = value is { } samples ? Require.Positive(samples) : null; }

    /// <summary>Frame t is centred at sample t·hop, the signal being padded by half a frame; else it begins there, and a signal shorter than a frame is an error.</summary>
    public bool Centered { get; init; } = true;

    public PadMode PadMode { get; init; } = PadMode.Constant;

    /// <summary>⌊rate / fmax⌋ samples, the shortest period looked at.</summary>
    internal int ShortestPeriod => (int)(SampleRateHz / MaximumFrequencyHz);

    /// <summary>⌈rate / fmin⌉ samples, the longest period looked at.</summary>
    internal int LongestPeriod => (int)Math.Ceiling(SampleRateHz / MinimumFrequencyHz);

    /// <exception cref="ArgumentException">The frequencies are not 0 &lt; minimum &lt; maximum ≤ half the rate, or a period of the minimum is longer than a frame.</exception>
    internal FrameGrid Frames()
    {
        if (MaximumFrequencyHz > SampleRateHz / 2.0)
            throw new ArgumentException(FormattableString.Invariant($"MaximumFrequencyHz must be at most half the sample rate ({SampleRateHz / 2.0}), got {MaximumFrequencyHz}."));
        if (MinimumFrequencyHz >= MaximumFrequencyHz)
            throw new ArgumentException(FormattableString.Invariant($"MinimumFrequencyHz must be below MaximumFrequencyHz ({MaximumFrequencyHz}), got {MinimumFrequencyHz}."));
        if (SampleRateHz / MinimumFrequencyHz >= FrameLength - 1)
            throw new ArgumentException(FormattableString.Invariant(
                $"A frame of {FrameLength} samples at {SampleRateHz} Hz is shorter than a period of {MinimumFrequencyHz} Hz; take FrameLength {2 * LongestPeriod + 1}, or MinimumFrequencyHz above {(double)SampleRateHz / (FrameLength - 1)}."));
        return new(FrameLength, HopLength ?? Math.Max(1, FrameLength / 4), Centered, PadMode);
    }
}
