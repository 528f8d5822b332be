using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// How a signal becomes a log-mel spectrogram: centred frames padded with zeros, periodic Hann window, power spectrum, mel filter bank,
/// 10·log10(max(1e-10, power)), then a floor TopDecibels below the clip's maximum. The defaults are librosa's.
/// </summary>
public sealed record LogMelOptions : SpectralOptions
{
    public int MelBands { get; init => field = Require.Positive(value); } = 128;

    public double MinimumFrequencyHz { get; init => field = Require.NotNegative(value); }

    /// <summary>Null: half the sample rate.</summary>
    public double? MaximumFrequencyHz { get; init => field = value is { } hertz ? Require.Positive(hertz) : null; }

    public MelScale MelScale { get; init; } = MelScale.Slaney;

    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    /// <summary>Decibels below the clip's maximum at which values are floored; null: no floor.</summary>
    public double? TopDecibels { get; init => field = value is { } decibels ? Require.Positive(decibels) : null; } = 80;
}
