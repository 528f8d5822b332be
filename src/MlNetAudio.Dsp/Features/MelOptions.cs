using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a spectrogram becomes mel bands: the sums of |X|^Power under triangles. The defaults are librosa's.</summary>
public abstract record MelOptions : SpectralOptions
{
    /// <summary>1: magnitude, 2: power; above 0, at most 4.</summary>
    public double Power { get; init => field = Require.Exponent(value); } = 2;

    public int MelBands { get; init => field = Require.Positive(value); } = 128;

    public double MinimumFrequencyHz { get; init => field = Require.NotNegative(value); }

    /// <summary>Null: half the sample rate.</summary>
    public double? MaximumFrequencyHz { get; init => field = value is { } hertz ? Require.Positive(hertz) : null; }

    public MelScale MelScale { get; init; } = MelScale.Slaney;

    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    public MelFilterConvention MelFilterConvention { get; init; }

    /// <summary>Bands above half the sample rate stay silent, as in librosa; else they are refused: a model would train on constants.</summary>
    public bool AllowSilentBands { get; init; }

    public SpectrumNormalization SpectrumNormalization { get; init; }

    /// <summary>Weights [MelBands, 1 + FftLength/2], row-major: <see cref="MelFilterBank"/> with these options.</summary>
    /// <exception cref="ArgumentException">The frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public float[] MelFilters() => MelFilterBank.Create(
        SampleRateHz, FftLength, MelBands, MinimumFrequencyHz, MaximumFrequencyHz ?? (MelFilterConvention == MelFilterConvention.Torchaudio ? SampleRateHz / 2 : SampleRateHz / 2.0),
        MelScale, MelNormalization, MelFilterConvention, AllowSilentBands);
}
