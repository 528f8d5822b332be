using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>How noise is told from sound in each bin of a spectrum, and what is left of it.</summary>
public sealed record SpectralGateOptions
{
    public StftOptions Stft { get; init; } = new() { FftLength = 1024 };

    /// <summary>A bin is sound above mean + this many standard deviations of the noise's decibels.</summary>
    public double ThresholdDeviations { get; init => field = Require.NotNegative(value); } = 1.5;

    /// <summary>Decibels by which noise is lowered.</summary>
    public double ReductionDecibels { get; init => field = Require.Positive(value); } = 30;

    /// <summary>Hertz to both sides over which what is sound and what is noise is averaged, with falling weight.</summary>
    public double SmoothingHz { get; init => field = Require.NotNegative(value); } = 50;

    /// <summary>Time before and after over which it is averaged likewise; sounds much shorter than this are lowered with the noise.</summary>
    public TimeSpan Smoothing { get; init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(null, $"Smoothing must not be negative, got {value}."); } = TimeSpan.FromMilliseconds(50);
}
