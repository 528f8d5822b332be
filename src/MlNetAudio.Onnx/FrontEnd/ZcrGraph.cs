using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform → sign changes inside a frame / frame length, double [batch, 1, frames]; frames padded with the edge samples. A frame's first sample has no neighbour inside it.</summary>
/// <remarks>In double, as <see cref="RmsGraph"/>.</remarks>
internal static class ZcrGraph
{
    /// <summary>Samples from here to zero count as +0, as in librosa.</summary>
    private const double NegativeBelow = -1e-10;

    /// <exception cref="ArgumentException">The options ask for more than other lengths of frames and hops.</exception>
    public static string Append(GraphBuilder graph, string owner, ZcrOptions options, string waveform)
    {
        var plain = new ZcrOptions();
        Refusal.OfOther($"{owner}.Centered", options.Centered, plain.Centered);
        Refusal.OfOther($"{owner}.PadMode", options.PadMode, plain.PadMode);
        Refusal.OfOther($"{owner}.Threshold", options.Threshold, plain.Threshold);
        Refusal.OfOther($"{owner}.ZeroIsPositive", options.ZeroIsPositive, plain.ZeroIsPositive);
        Refusal.OfOther($"{owner}.CountFirstSample", options.CountFirstSample, plain.CountFirstSample);

        string samples = graph.Cast("samples", waveform, OnnxElementType.Double);
        var frames = new SymbolicFrames(graph, "zcr", samples, options.FrameLength, options.HopLength);
        // One sample more in front, so that every sample of the padded signal has a left neighbour.
        string padded = graph.Add("zcr/padded", "Pad", [samples, graph.Integers(0, frames.Padding + 1, 0, frames.Padding)], OnnxAttribute.Of("mode", "edge"));
        string negative = graph.Add("zcr/negative", "Less", [padded, graph.Double(NegativeBelow)]);
        string here = graph.Slice("zcr/here", negative, 1, GraphOperators.ToTheEnd, axis: 1);
        string before = graph.Slice("zcr/before", negative, 0, -1, axis: 1);
        string crossings = graph.Cast("zcr/crossings", graph.Add("zcr/differs", "Xor", [here, before]), OnnxElementType.Double);
        string inside = graph.Subtract("zcr/counts", frames.Sums(crossings), frames.Firsts(crossings));
        return graph.Unsqueeze("zcr/row", graph.Divide("zcr/values", inside, graph.Double(options.FrameLength)), axis: 1);
    }
}
