using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal becomes mel-frequency cepstral coefficients: the cosine transform of the log-mel spectrogram. The defaults are librosa's.</summary>
/// <remarks>For the definition of HTK and Kaldi, which treats every frame by itself, see <see cref="KaldiMfccOptions"/>.</remarks>
public sealed record MfccOptions : LogarithmicMelOptions, IFeatureOptions
{
    /// <summary>librosa.feature.mfcc, at librosa's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static MfccOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>torchaudio.transforms.MFCC, at torchaudio's default rate; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static MfccOptions Torchaudio => new()
    {
        SampleRateHz = 16_000,
        FftLength = 400,
        HopLength = 200,
        PadMode = PadMode.Reflect,
        MelScale = MelScale.Htk,
        MelNormalization = MelNormalization.None,
        MelFilterConvention = MelFilterConvention.Torchaudio,
        Coefficients = 40,
    };

    /// <summary>From the zeroth on, at most MelBands: n_mfcc.</summary>
    public int Coefficients { get; init => field = Require.Positive(value); } = 20;

    public DctType DctType { get; init; } = DctType.II;

    /// <summary>norm="ortho"; else the transform as in <see cref="Transforms.DctType"/>.</summary>
    public bool OrthonormalDct { get; init; } = true;

    /// <summary>Above 0, coefficient k is multiplied with 1 + L/2·sin(π(k + 1)/L).</summary>
    public double Lifter { get; init => field = Require.NotNegative(value); }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new MfccExtractor(this);
}
