using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>waveform [batch, samples], padded with zeros at the end or cropped to ClipSamples inside the graph → [batch, 1, ClipSamples]: what a network on raw samples reads.</summary>
public sealed record WaveformFrontEnd : AudioFrontEnd
{
    /// <summary>Samples at SampleRateHz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int ClipSamples
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"ClipSamples must be positive, got {value}.");
    }

    /// <summary>Before the companding.</summary>
    public WaveformNormalization Normalization { get; init; }

    public MuLawCompanding Companding { get; init; }

    /// <summary>Of the companding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two, or more than 65536.</exception>
    public int QuantizationChannels
    {
        get;
        init => field = value is >= 2 and <= 65_536 ? value : throw new ArgumentOutOfRangeException(null, $"QuantizationChannels must be between 2 and 65536, got {value}.");
    } = 256;

    /// <summary>
    /// The network is told how many samples are the clip's own and reads no further; it needs a time axis, and ArtifactMetadata.ClipSamples is null then: a clip must come as long as it is. What it
    /// reads is that of the padded clip, its loudness measured with the padding.
    /// </summary>
    public bool TellsLengths { get; init; }

    internal override string Description => FormattableString.Invariant($"the first {ClipSamples} samples{Loudness}{Scale}, shorter clips padded with zeros");

    internal override int? FixedClipSamples => TellsLengths ? null : ClipSamples;

    internal override int? HeardSamples => ClipSamples;

    private string Loudness => Normalization switch
    {
        WaveformNormalization.Peak => " scaled to a peak of 1",
        WaveformNormalization.Rms => " scaled to a root mean square of 0.1",
        _ => "",
    };

    private string Scale => Companding switch
    {
        MuLawCompanding.Continuous => FormattableString.Invariant($", mu-law companded (mu = {QuantizationChannels - 1})"),
        MuLawCompanding.Quantized => FormattableString.Invariant($", mu-law companded to {QuantizationChannels} steps"),
        _ => "",
    };

    internal override FeatureValue Append(GraphBuilder graph, string input) => WaveformGraph.Append(graph, this, input);
}
