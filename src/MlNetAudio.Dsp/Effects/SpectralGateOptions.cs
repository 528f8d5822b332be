using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>How noise is told from sound in each bin of a spectrum, and what is left of it.</summary>
public sealed record SpectralGateOptions
{
    public StftOptions Stft { get; init => field = value ?? throw new ArgumentNullException(nameof(Stft)); } = new() { FftLength = 1024 };

    /// <summary>A bin is sound above mean + this many standard deviations of the noise's decibels.</summary>
    public double ThresholdDeviations { get; init => field = Require.NotNegative(value); } = 1.5;

    /// <summary>Decibels by which noise is lowered.</summary>
    public double ReductionDecibels { get; init => field = Require.Positive(value); } = 30;

    /// <summary>Hertz to both sides, 0..100000, over which what is sound and what is noise is averaged, with falling weight.</summary>
    public double SmoothingHz { get; init => field = Require.Between(value, 0, 100_000); } = 50;

    /// <summary>Time before and after, at most 10 seconds, over which it is averaged likewise; sounds much shorter than this are lowered with the noise.</summary>
    public TimeSpan Smoothing
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(10) ? value : throw new ArgumentOutOfRangeException(null, $"Smoothing must be between 0 and 10 seconds, got {value}.");
    } = TimeSpan.FromMilliseconds(50);
}
