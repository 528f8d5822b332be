using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform → √(Σ x² / frame length) of frames padded with zeros, double [batch, 1, frames].</summary>
/// <remarks>In double: a decision tree compares what follows from it with a threshold, so it must be the extractor's to the last bit.</remarks>
internal static class RmsGraph
{
    /// <exception cref="ArgumentException">The options ask for more than other lengths of frames and hops.</exception>
    public static string Append(GraphBuilder graph, string owner, RmsOptions options, string waveform)
    {
        var plain = new RmsOptions();
        Refusal.OfOther($"{owner}.Centered", options.Centered, plain.Centered);
        Refusal.OfOther($"{owner}.PadMode", options.PadMode, plain.PadMode);

        string samples = graph.Cast("samples", waveform, OnnxElementType.Double);
        var frames = new SymbolicFrames(graph, "rms", samples, options.FrameLength, options.HopLength);
        string padded = graph.Add("rms/padded", "Pad", [samples, graph.Integers(0, frames.Padding, 0, frames.Padding), graph.Double(0)]);
        string sums = frames.Sums(graph.Multiply("rms/squares", padded, padded));
        string values = graph.Add("rms/values", "Sqrt", [graph.Divide("rms/mean_squares", sums, graph.Double(options.FrameLength))]);
        return graph.Unsqueeze("rms/row", values, axis: 1);
    }
}
