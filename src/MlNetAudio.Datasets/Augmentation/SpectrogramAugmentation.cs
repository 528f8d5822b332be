namespace MlNetAudio.Datasets.Augmentation;

/// <summary>
/// How standardised spectrograms are changed, differently in every epoch: rolled in time, shifted in frequency, then masked (SpecAugment, Park et al. 2019, without its time warp). Nothing happens by
/// default.
/// </summary>
/// <remarks>A mask is as wide as chance says, from nothing to its maximum, and lies anywhere. Masked values become 0, which is the mean of a standardised spectrogram.</remarks>
public sealed record SpectrogramAugmentation
{
    private const int MostMasks = 1000;

    /// <summary>Nothing.</summary>
    public static SpectrogramAugmentation None { get; } = new();

    /// <summary>One narrow mask along each axis.</summary>
    public static SpectrogramAugmentation Light { get; } = new() { TimeMasks = 1, FrequencyMasks = 1, MaximumTimeMask = 0.1, MaximumFrequencyMask = 0.1 };

    /// <summary>Two masks along each axis, each up to a fifth of the frames or bands.</summary>
    public static SpectrogramAugmentation Default { get; } = new() { TimeMasks = 2, FrequencyMasks = 2 };

    /// <summary>How many stretches of time are masked.</summary>
    public int TimeMasks { get; init => field = Option.Between(value, 0, MostMasks); }

    /// <summary>How wide one can be, as a fraction of the clip's frames.</summary>
    public double MaximumTimeMask { get; init => field = Option.Fraction(value); } = 0.2;

    /// <summary>How many ranges of bands are masked.</summary>
    public int FrequencyMasks { get; init => field = Option.Between(value, 0, MostMasks); }

    /// <summary>How wide one can be, as a fraction of the bands.</summary>
    public double MaximumFrequencyMask { get; init => field = Option.Fraction(value); } = 0.2;

    public double TimeRollProbability { get; init => field = Option.Fraction(value); }

    /// <summary>To either side, as a fraction of the clip's frames; what leaves at one end comes in at the other.</summary>
    public double MaximumTimeRoll { get; init => field = Option.Fraction(value); } = 0.1;

    public double FrequencyShiftProbability { get; init => field = Option.Fraction(value); }

    /// <summary>Bands up or down; 0 comes in.</summary>
    public int MaximumFrequencyShift { get; init => field = Option.Between(value, 0, 1 << 16); } = 2;

    public bool IsNone => TimeMasks + FrequencyMasks == 0 && TimeRollProbability + FrequencyShiftProbability == 0;

    /// <summary>Every value, in the invariant culture.</summary>
    internal string Text() => FormattableString.Invariant($"""
        time masks {TimeMasks} {MaximumTimeMask}, frequency masks {FrequencyMasks} {MaximumFrequencyMask}, time roll {TimeRollProbability} {MaximumTimeRoll}, frequency shift {FrequencyShiftProbability} {MaximumFrequencyShift}
        """);
}
