using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] → [batch, 4]: mean and population standard deviation of RMS and of ZCR over the frames.</summary>
/// <remarks>In double throughout and rounded to float once, at the end: a decision tree compares the result with a threshold, so it must be the extractor's to the last bit.</remarks>
internal static class AudioStatisticsGraph
{
    /// <summary>Samples from here to zero count as +0, as in librosa.</summary>
    private const double NegativeBelow = -1e-10;

    public static FeatureValue Append(GraphBuilder graph, AudioStatisticsFrontEnd frontEnd, string waveform)
    {
        string samples = graph.Cast("samples", waveform, OnnxElementType.Double);
        var rms = Statistics(graph, "rms", Rms(graph, samples, frontEnd.Rms));
        var zcr = Statistics(graph, "zcr", Zcr(graph, samples, frontEnd.Zcr));
        string together = graph.Concat("statistics_double", [rms.Mean, rms.Deviation, zcr.Mean, zcr.Deviation], axis: 1);
        return new(graph.Cast("statistics", together, OnnxElementType.Float), Shape.Of(4));
    }

    /// <summary>√(Σ x² / frame length) of frames padded with zeros → [batch, frames].</summary>
    private static string Rms(GraphBuilder graph, string samples, RmsOptions options)
    {
        const string scope = "rms";
        var frames = new SymbolicFrames(graph, scope, samples, options.FrameLength, options.HopLength);
        string padded = graph.Add($"{scope}/padded", "Pad", [samples, graph.Integers(0, frames.Padding, 0, frames.Padding), graph.Double(0)]);
        string sums = frames.Sums(graph.Multiply($"{scope}/squares", padded, padded));
        return graph.Add($"{scope}/values", "Sqrt", [graph.Divide($"{scope}/mean_squares", sums, graph.Double(options.FrameLength))]);
    }

    /// <summary>Sign changes inside a frame / frame length, frames padded with the edge samples → [batch, frames]. A frame's first sample has no neighbour inside it.</summary>
    private static string Zcr(GraphBuilder graph, string samples, ZcrOptions options)
    {
        const string scope = "zcr";
        var frames = new SymbolicFrames(graph, scope, samples, options.FrameLength, options.HopLength);
        // One sample more in front, so that every sample of the padded signal has a left neighbour.
        string padded = graph.Add($"{scope}/padded", "Pad", [samples, graph.Integers(0, frames.Padding + 1, 0, frames.Padding)], OnnxAttribute.Of("mode", "edge"));
        string negative = graph.Add($"{scope}/negative", "Less", [padded, graph.Double(NegativeBelow)]);
        string here = graph.Slice($"{scope}/here", negative, 1, GraphOperators.ToTheEnd, axis: 1);
        string before = graph.Slice($"{scope}/before", negative, 0, -1, axis: 1);
        string crossings = graph.Cast($"{scope}/crossings", graph.Add($"{scope}/differs", "Xor", [here, before]), OnnxElementType.Double);
        string inside = graph.Subtract($"{scope}/counts", frames.Sums(crossings), frames.Firsts(crossings));
        return graph.Divide($"{scope}/values", inside, graph.Double(options.FrameLength));
    }

    /// <summary>[batch, frames] → two of [batch, 1].</summary>
    private static (string Mean, string Deviation) Statistics(GraphBuilder graph, string scope, string values)
    {
        string mean = graph.ReduceMean($"{scope}/mean", values, axis: 1);
        string centred = graph.Subtract($"{scope}/centred", values, mean);
        string variance = graph.ReduceMean($"{scope}/variance", graph.Multiply($"{scope}/centred_squares", centred, centred), axis: 1);
        return (mean, graph.Add($"{scope}/deviation", "Sqrt", [variance]));
    }
}
