using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] of any length → standardised MFCC, and their deltas below them, of ClipSamples samples.</summary>
internal static class MfccGraph
{
    public static FeatureValue Append(GraphBuilder graph, MfccFrontEnd frontEnd, string waveform)
    {
        string mfcc = CepstrumGraph.Append(graph, frontEnd.Options, frontEnd.ClipSamples, waveform);
        string[] parts = [mfcc, .. Enumerable.Range(1, frontEnd.Deltas).Select(order => DeltaGraph.Append(graph.Within($"delta_{order}"), frontEnd.DeltaOfOrder(order), mfcc))];
        string together = parts.Length == 1 ? mfcc : graph.Concat("mfcc_and_deltas", parts, axis: 1);
        int frames = frontEnd.Options.FrameCount(frontEnd.ClipSamples);
        string value = StandardizationGraph.Append(graph, frontEnd.ClipStandardization, frontEnd.Scaling, together, frames);
        string? lengths = frontEnd.TellsLengths ? ClipLengthGraph.Frames(graph, frontEnd.Options, frontEnd.ClipSamples, waveform) : null;
        return frontEnd.IsImage
            ? new(graph.Unsqueeze("mfcc_image", value, axis: 1), Shape.Of(1, frontEnd.Rows, frames), lengths)
            : new(value, Shape.Of(frontEnd.Rows, frames), lengths);
    }
}
