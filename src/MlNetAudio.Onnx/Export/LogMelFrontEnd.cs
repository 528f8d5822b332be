using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>waveform [batch, samples], padded with zeros at the end or cropped to ClipSamples inside the graph → standardised log-mel [batch, 1, mels, frames].</summary>
public sealed record LogMelFrontEnd : AudioFrontEnd
{
    public required LogMelOptions Options { get; init; }

    /// <summary>Samples at SampleRateHz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int ClipSamples
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"ClipSamples must be positive, got {value}.");
    }

    /// <summary>(decibels − Scaling.Offset[mel]) · Scaling.Scale[mel].</summary>
    public required FeatureScaling Scaling { get; init; }

    public ClipStandardization ClipStandardization { get; init; }

    /// <summary>
    /// The network is told how many frames are the clip's own and reads no further; it needs a time axis, and ArtifactMetadata.ClipSamples is null then: a clip must come as long as it is. What it
    /// reads is that of the padded clip, so that the last frames of a clip see zeros behind it.
    /// </summary>
    public bool TellsLengths { get; init; }

    internal override string Description => FormattableString.Invariant(
        $"log-mel spectrogram (FFT {Options.FftLength}, hop {Options.HopLength}, {Options.MelBands} mels){ClipDescription(ClipStandardization)} of the first {ClipSamples} samples, shorter clips padded with zeros");

    internal override int? FixedClipSamples => TellsLengths ? null : ClipSamples;

    internal override int? HeardSamples => ClipSamples;

    /// <exception cref="ArgumentException">Options is for another sample rate, of odd FftLength, of a window or a padding that does not fit, or Scaling for another number of mels.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string input)
    {
        SpectralChecks.Check(nameof(LogMelFrontEnd), SampleRateHz, Options, ClipSamples);
        if (TellsLengths && ClipStandardization != ClipStandardization.None)
            throw new ArgumentException($"LogMelFrontEnd.ClipStandardization must be None where TellsLengths is set, got {ClipStandardization}: the padding would count.");
        if (Scaling.Offset.Count != Options.MelBands)
            throw new ArgumentException($"LogMelFrontEnd.Scaling has {Scaling.Offset.Count} values, but there are {Options.MelBands} mel bands; give one for each.");
        return LogMelGraph.Append(graph, this, input);
    }
}
