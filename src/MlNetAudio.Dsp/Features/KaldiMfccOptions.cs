using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal becomes Kaldi's or HTK's cepstral coefficients. The defaults are those of torchaudio.compliance.kaldi.mfcc.</summary>
public sealed record KaldiMfccOptions : KaldiOptions, IFeatureOptions
{
    /// <summary>Kaldi's compute-mfcc-feats at its default rate, with its default use of the energy, for samples in −1..1; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static KaldiMfccOptions Kaldi => new() { SampleRateHz = 16_000, SampleScale = 32_768, UseEnergy = true };

    /// <summary>
    /// HTK's MFCC_0 as its book sets it up (25 ms and 10 ms, Hamming, 26 bands of magnitudes, 12 coefficients liftered by 22, then c0), for samples in −1..1; for another rate:
    /// <c>with { SampleRateHz = … }</c>. HTK computes in single precision throughout, and sums each band's bins with its own table of triangles: values agree closely, not to the bit.
    /// </summary>
    public static KaldiMfccOptions Htk => new()
    {
        SampleRateHz = 16_000,
        SampleScale = 32_768,
        RemoveDcOffset = false,
        Window = WindowFunction.Hamming,
        MelBands = 26,
        MinimumFrequencyHz = 0,
        UsePower = false,
        MinimumEnergy = 1,
        HtkCompatible = true,
    };

    /// <summary>At most MelBands, the zeroth included.</summary>
    public int Coefficients { get; init => field = Require.Positive(value); } = 13;

    /// <summary>Above 0, coefficient k is multiplied with 1 + L/2·sin(πk/L).</summary>
    public double Lifter { get; init => field = Require.NotNegative(value); } = 22;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new KaldiMfccExtractor(this);
}
