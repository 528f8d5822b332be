namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal becomes Kaldi's log-mel filter bank energies. The defaults are those of torchaudio.compliance.kaldi.fbank.</summary>
public sealed record KaldiFbankOptions : KaldiOptions, IFeatureOptions
{
    /// <summary>Kaldi's compute-fbank-feats at its default rate, for samples in −1..1; for another: <c>with { SampleRateHz = … }</c>.</summary>
    public static KaldiFbankOptions Kaldi => new() { SampleRateHz = 16_000, SampleScale = 32_768 };

    /// <summary>The natural logarithm of the bands, else the bands themselves.</summary>
    public bool UseLogarithm { get; init; } = true;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new KaldiFbankExtractor(this);
}
