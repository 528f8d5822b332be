using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// How a signal becomes a log-mel spectrogram: centred frames padded with zeros, periodic Hann window, power spectrum, mel filter bank,
/// 10·log10(max(1e-10, power)), then a floor TopDecibels below the clip's maximum. The defaults are librosa's.
/// </summary>
public sealed record LogMelOptions : LogarithmicMelOptions, IFeatureOptions
{
    /// <summary>librosa.power_to_db(librosa.feature.melspectrogram(y)), at librosa's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static LogMelOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>torchaudio.transforms.MelSpectrogram and AmplitudeToDB, which has no floor by default, at torchaudio's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static LogMelOptions Torchaudio => new()
    {
        SampleRateHz = 16_000,
        FftLength = 400,
        HopLength = 200,
        PadMode = PadMode.Reflect,
        MelScale = MelScale.Htk,
        MelNormalization = MelNormalization.None,
        MelFilterConvention = MelFilterConvention.Torchaudio,
        TopDecibels = null,
    };

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new LogMelExtractor(this);
}
