using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>How much of what a front end makes belongs to the clips and not to their padding: int64 [batch], the same for all clips of a batch.</summary>
internal static class ClipLengthGraph
{
    /// <summary>Frames of the clip cropped to clipSamples: <see cref="SpectralOptions.FrameCount"/>, at least 1.</summary>
    public static string Frames(GraphBuilder graph, SpectralOptions options, int clipSamples, string waveform)
    {
        string samples = Cropped(graph, waveform, axis: 1, clipSamples);
        if (!options.Centered) samples = graph.Add("length_beyond_first", "Max", [graph.Subtract("length_beyond_frame", samples, graph.Integers(options.FftLength)), graph.Integers(0)]);
        return Spread(graph, graph.Add("length_in_frames", graph.Divide("length_in_hops", samples, graph.Integers(options.HopLength)), graph.Integers(1)), waveform);
    }

    /// <summary>What the input's axis has, at most so many.</summary>
    public static string Values(GraphBuilder graph, string input, int axis, int most) => Spread(graph, Cropped(graph, input, axis, most), input);

    private static string Cropped(GraphBuilder graph, string input, int axis, int most) => graph.Add("length", "Min", [graph.Extent("length_uncropped", input, axis), graph.Integers(most)]);

    private static string Spread(GraphBuilder graph, string length, string input) => graph.Add("lengths", "Expand", [length, graph.Extent("batch", input, axis: 0)]);
}
