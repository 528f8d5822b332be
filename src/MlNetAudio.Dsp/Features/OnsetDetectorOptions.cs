namespace MlNetAudio.Dsp.Features;

/// <summary>Which peaks of the onset strength are onsets. Frames that are null follow from the rate and the hop, as in librosa.</summary>
public sealed record OnsetDetectorOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static OnsetDetectorOptions Librosa => new() { Strength = OnsetStrengthOptions.Librosa };

    public required OnsetStrengthOptions Strength { get; init => field = value ?? throw new ArgumentNullException(nameof(Strength)); }

    /// <summary>The strength is scaled to 0..1 over the clip first.</summary>
    public bool Normalized { get; init; } = true;

    /// <summary>Each onset is moved back to the last minimum of the strength before it.</summary>
    public bool Backtracked { get; init; }

    /// <summary>By how much an onset exceeds the mean around it.</summary>
    public double Threshold { get; init => field = Require.NotNegative(value); } = 0.07;

    /// <summary>Frames before a peak that are not above it: pre_max. Null: 30 ms.</summary>
    public int? FramesBeforeInMaximum { get; init => field = NotNegative(value, nameof(FramesBeforeInMaximum)); }

    /// <summary>Frames from a peak on that are not above it, itself being one: post_max. Null: 1.</summary>
    public int? FramesFromInMaximum { get; init => field = value is { } frames ? Require.Positive(frames) : null; }

    /// <summary>Frames before a peak that count into the mean: pre_avg. Null: 100 ms.</summary>
    public int? FramesBeforeInMean { get; init => field = NotNegative(value, nameof(FramesBeforeInMean)); }

    /// <summary>Frames from a peak on that count into the mean, itself being one: post_avg. Null: 100 ms and one.</summary>
    public int? FramesFromInMean { get; init => field = value is { } frames ? Require.Positive(frames) : null; }

    /// <summary>Frames behind an onset that are none: wait. Null: 30 ms.</summary>
    public int? FramesToWait { get; init => field = NotNegative(value, nameof(FramesToWait)); }

    private static int? NotNegative(int? value, string name) => value is < 0 ? throw new ArgumentOutOfRangeException(null, $"{name} must not be negative, got {value}.") : value;
}
