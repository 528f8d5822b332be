using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// waveform [batch, samples], padded with zeros at the end or cropped to ClipSamples inside the graph → standardised MFCC [batch, rows, frames]: the coefficients, below them their deltas, below
/// them their deltas of second order.
/// </summary>
public sealed record MfccFrontEnd : AudioFrontEnd
{
    public required MfccOptions Options { get; init; }

    /// <summary>Samples at SampleRateHz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int ClipSamples
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"ClipSamples must be positive, got {value}.");
    }

    /// <summary>(value − Scaling.Offset[row]) · Scaling.Scale[row].</summary>
    public required FeatureScaling Scaling { get; init; }

    public ClipStandardization ClipStandardization { get; init; }

    /// <summary>
    /// The network is told how many frames are the clip's own and reads no further; it needs a time axis, and ArtifactMetadata.ClipSamples is null then: a clip must come as long as it is. What it
    /// reads is that of the padded clip, so that the last frames of a clip see zeros behind it.
    /// </summary>
    public bool TellsLengths { get; init; }

    /// <summary>0: the coefficients alone. 1: with their deltas. 2: with those of second order, too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0..2.</exception>
    public int Deltas
    {
        get;
        init => field = value is >= 0 and <= 2 ? value : throw new ArgumentOutOfRangeException(null, $"Deltas must be 0, 1 or 2, got {value}.");
    }

    /// <summary>How a delta is estimated; its Order follows from Deltas.</summary>
    public DeltaOptions Delta { get; init; } = DeltaOptions.Librosa;

    /// <summary>[batch, 1, rows, frames], as 2-d convolutions read it, instead of [batch, rows, frames].</summary>
    public bool IsImage { get; init; }

    /// <summary>Options.Coefficients · (1 + Deltas).</summary>
    public int Rows => Options.Coefficients * (1 + Deltas);

    internal override string Description
    {
        get
        {
            string deltas = Deltas > 0 ? $" with deltas up to order {Deltas}" : "";
            string spectrum = $"FFT {Options.FftLength}, hop {Options.HopLength}, {Options.MelBands} mels";
            return $"{Options.Coefficients} MFCC{deltas} ({spectrum}){ClipDescription(ClipStandardization)} of the first {ClipSamples} samples, shorter clips padded with zeros";
        }
    }

    internal override int? FixedClipSamples => TellsLengths ? null : ClipSamples;

    internal override int? HeardSamples => ClipSamples;

    /// <summary>librosa.feature.delta(mfcc, order=order).</summary>
    public DeltaOptions DeltaOfOrder(int order) => Delta with { Order = order };

    /// <exception cref="ArgumentException">
    /// Options is for another sample rate, of odd FftLength, of a window or a padding that does not fit, or of more coefficients than bands; Scaling is for another number of rows; or the clip has
    /// fewer frames than a delta is wide.
    /// </exception>
    internal override FeatureValue Append(GraphBuilder graph, string input)
    {
        SpectralChecks.Check(nameof(MfccFrontEnd), SampleRateHz, Options, ClipSamples);
        if (TellsLengths && ClipStandardization != ClipStandardization.None)
            throw new ArgumentException($"MfccFrontEnd.ClipStandardization must be None where TellsLengths is set, got {ClipStandardization}: the padding would count.");
        if (Options.Coefficients > Options.MelBands)
            throw new ArgumentException($"MfccFrontEnd.Options.Coefficients must be at most MelBands ({Options.MelBands}), got {Options.Coefficients}.");
        if (Scaling.Offset.Count != Rows)
            throw new ArgumentException($"MfccFrontEnd.Scaling has {Scaling.Offset.Count} values, but there are {Rows} rows (Coefficients · (1 + Deltas)); give one for each.");
        int frames = Options.FrameCount(ClipSamples);
        if (Deltas > 0 && Delta.Edges == DeltaEdges.Interpolate && frames < Delta.Width)
            throw new ArgumentException($"MfccFrontEnd.Delta.Width is {Delta.Width}, but a clip of {ClipSamples} samples has {frames} frames; use longer clips, a smaller Width or other Edges.");
        return MfccGraph.Append(graph, this, input);
    }
}
