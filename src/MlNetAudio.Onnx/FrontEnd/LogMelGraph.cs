using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] of any length → standardised log-mel [batch, 1, mels, frames] of ClipSamples samples.</summary>
internal static class LogMelGraph
{
    public static FeatureValue Append(GraphBuilder graph, LogMelFrontEnd frontEnd, string waveform)
    {
        var options = frontEnd.Options;
        string byFrame = MelGraph.LogarithmOfBands(graph, options, frontEnd.ClipSamples, waveform);
        string melsFirst = graph.Transpose("mels_by_frames", byFrame, 0, 2, 1);
        int frames = options.FrameCount(frontEnd.ClipSamples);
        string standardised = StandardizationGraph.Append(graph, frontEnd.ClipStandardization, frontEnd.Scaling, melsFirst, frames);
        string? lengths = frontEnd.TellsLengths ? ClipLengthGraph.Frames(graph, options, frontEnd.ClipSamples, waveform) : null;
        return new(graph.Unsqueeze("log_mel", standardised, axis: 1), Shape.Of(1, options.MelBands, frames), lengths);
    }
}
