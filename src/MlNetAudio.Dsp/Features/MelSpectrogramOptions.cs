using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal becomes a mel spectrogram. The defaults are librosa's.</summary>
public sealed record MelSpectrogramOptions : MelOptions, IFeatureOptions
{
    /// <summary>librosa.feature.melspectrogram, at librosa's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static MelSpectrogramOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>torchaudio.transforms.MelSpectrogram, at torchaudio's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static MelSpectrogramOptions Torchaudio => new()
    {
        SampleRateHz = 16_000,
        FftLength = 400,
        HopLength = 200,
        PadMode = PadMode.Reflect,
        MelScale = MelScale.Htk,
        MelNormalization = MelNormalization.None,
        MelFilterConvention = MelFilterConvention.Torchaudio,
    };

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new MelSpectrogramExtractor(this);
}
