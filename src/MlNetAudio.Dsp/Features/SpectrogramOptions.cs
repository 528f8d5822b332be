using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal becomes a spectrogram |X|^Power. The defaults are librosa's.</summary>
public sealed record SpectrogramOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>numpy.abs(librosa.stft(y)) ** 2, at librosa's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static SpectrogramOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>torchaudio.transforms.Spectrogram, at torchaudio's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static SpectrogramOptions Torchaudio => new() { SampleRateHz = 16_000, FftLength = 400, HopLength = 200, PadMode = PadMode.Reflect };

    /// <summary>1: magnitude, 2: power; above 0, at most 4.</summary>
    public double Power { get; init => field = Require.Exponent(value); } = 2;

    public SpectrumNormalization Normalization { get; init; }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectrogramExtractor(this);
}
