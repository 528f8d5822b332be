namespace MlNetAudio.Dsp.Features;

/// <summary>From which onset strength the tempo is told, and which tempo is expected.</summary>
public sealed record TempoOptions
{
    /// <summary>librosa.feature.tempo's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static TempoOptions Librosa => new() { Strength = OnsetStrengthOptions.Librosa };

    /// <summary>Those of the tempo that librosa.beat.beat_track gives.</summary>
    public static TempoOptions LibrosaBeatTrack => new() { Strength = OnsetStrengthOptions.Librosa with { Aggregation = OnsetAggregation.Median }, BpmWithoutOnsets = 0 };

    public required OnsetStrengthOptions Strength { get; init => field = value ?? throw new ArgumentNullException(nameof(Strength)); }

    /// <summary>The tempo that is expected: start_bpm.</summary>
    public double ExpectedBpm { get; init => field = Require.Positive(value); } = 120;

    /// <summary>Standard deviation, in octaves, of what is expected: std_bpm.</summary>
    public double DeviationOctaves { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Seconds of the window that is compared with itself: ac_size.</summary>
    public double WindowSeconds { get; init => field = Require.Positive(value); } = 8;

    /// <summary>Null: none: max_tempo.</summary>
    public double? MaximumBpm { get; init => field = value is { } bpm ? Require.Positive(bpm) : null; } = 320;

    /// <summary>What a signal gives whose onset strength is zero throughout; null: what is expected, as nearly as a whole number of frames can.</summary>
    public double? BpmWithoutOnsets { get; init => field = value is { } bpm ? Require.NotNegative(bpm) : null; }
}
