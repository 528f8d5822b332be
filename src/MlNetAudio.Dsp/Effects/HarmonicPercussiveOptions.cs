using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>How a signal is parted into what lasts (ridges along time in its spectrogram) and what strikes (ridges along frequency). The defaults are librosa's.</summary>
public sealed record HarmonicPercussiveOptions
{
    /// <summary>librosa.effects.hpss's defaults.</summary>
    public static HarmonicPercussiveOptions Librosa => new();

    public StftOptions Stft { get; init => field = value ?? throw new ArgumentNullException(nameof(Stft)); } = new();

    /// <summary>Frames of the median filter along time: kernel_size, its first number.</summary>
    public int HarmonicFrames { get; init => field = Require.Positive(value); } = 31;

    /// <summary>Bins of the median filter along frequency: kernel_size, its second number.</summary>
    public int PercussiveBins { get; init => field = Require.Positive(value); } = 31;

    /// <summary>Of the soft masks: 1 shares like magnitudes, 2 like powers (Wiener's filter), infinity gives all to the larger.</summary>
    public double Power { get; init => field = Require.Positive(value); } = 2;

    /// <summary>How many times larger the harmonic part must be to count as much; at least 1. Above 1, a residual is left that belongs to neither.</summary>
    public double HarmonicMargin { get; init => field = AtLeastOne(value, nameof(HarmonicMargin)); } = 1;

    /// <summary>The same of the percussive part.</summary>
    public double PercussiveMargin { get; init => field = AtLeastOne(value, nameof(PercussiveMargin)); } = 1;

    private static double AtLeastOne(double value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be at least 1, got {value}."));
}
