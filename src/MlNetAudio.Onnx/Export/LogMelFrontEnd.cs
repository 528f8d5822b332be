using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
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

    internal override string Description =>
        $"log-mel spectrogram (FFT {Options.FftLength}, hop {Options.HopLength}, {Options.MelBands} mels) of the first {ClipSamples} samples, shorter clips padded with zeros";

    internal override int? FixedClipSamples => ClipSamples;

    /// <exception cref="ArgumentException">Options is for another sample rate, of odd FftLength, of a window or a padding that does not fit, or Scaling for another number of mels.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string waveform)
    {
        if (Options.SampleRateHz != SampleRateHz)
            throw new ArgumentException($"LogMelFrontEnd.SampleRateHz is {SampleRateHz}, but its Options.SampleRateHz is {Options.SampleRateHz}; the two must be the same.");
        if (Options.FftLength % 2 != 0) throw new ArgumentException($"LogMelFrontEnd.Options.FftLength must be even, got {Options.FftLength}.");
        if (Options.WindowLength > Options.FftLength) throw new ArgumentException($"LogMelFrontEnd.Options.WindowLength must be at most FftLength ({Options.FftLength}), got {Options.WindowLength}.");
        if (Options.FrameCount(ClipSamples) == 0)
            throw new ArgumentException($"LogMelFrontEnd.ClipSamples must be at least FftLength ({Options.FftLength}) where frames are not centred, got {ClipSamples}.");
        if (Options is { Centered: true, PadMode: not (PadMode.Constant or PadMode.Reflect or PadMode.Edge) })
            throw new ArgumentException($"LogMelFrontEnd.Options.PadMode must be Constant, Reflect or Edge, got {Options.PadMode}: ONNX has no other.");
        if (Options is { Centered: true, PadMode: PadMode.Reflect } && ClipSamples <= Options.FftLength / 2)
            throw new ArgumentException($"LogMelFrontEnd.ClipSamples must be above FftLength / 2 ({Options.FftLength / 2}) where PadMode is Reflect, got {ClipSamples}.");
        if (Scaling.Offset.Count != Options.MelBands)
            throw new ArgumentException($"LogMelFrontEnd.Scaling has {Scaling.Offset.Count} values, but there are {Options.MelBands} mel bands; give one for each.");
        return LogMelGraph.Append(graph, this, waveform);
    }
}
