using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] of any length → [batch, 1, ClipSamples].</summary>
internal static class WaveformGraph
{
    private const float LowestLevel = 1e-5f, TargetRms = 0.1f;

    public static FeatureValue Append(GraphBuilder graph, WaveformFrontEnd frontEnd, string waveform)
    {
        string clip = SignalPadding.Fitted(graph, "clip", waveform, before: 0, frontEnd.ClipSamples, graph.Integers(frontEnd.ClipSamples));
        string value = Companded(graph, frontEnd, Normalized(graph, frontEnd.Normalization, clip));
        string? lengths = frontEnd.TellsLengths ? ClipLengthGraph.Values(graph, waveform, axis: 1, frontEnd.ClipSamples) : null;
        return new(graph.Unsqueeze("samples", value, axis: 1), Shape.Of(1, frontEnd.ClipSamples), lengths);
    }

    private static string Normalized(GraphBuilder graph, WaveformNormalization normalization, string clip)
    {
        if (normalization == WaveformNormalization.None) return clip;
        bool isPeak = normalization == WaveformNormalization.Peak;
        string level = isPeak
            ? graph.ReduceMax("peak", graph.Add("magnitudes", "Abs", [clip]), 1)
            : graph.Add("rms", "Sqrt", [graph.ReduceMean("mean_square", graph.Multiply("squares", clip, clip), axis: 1)]);
        string divisor = graph.Add("level", "Max", [level, graph.Single(LowestLevel)]);
        return graph.Multiply("normalized", clip, graph.Divide("gain", graph.Single(isPeak ? 1 : TargetRms), divisor));
    }

    private static string Companded(GraphBuilder graph, WaveformFrontEnd frontEnd, string clip)
    {
        if (frontEnd.Companding == MuLawCompanding.None) return clip;
        bool isQuantized = frontEnd.Companding == MuLawCompanding.Quantized;
        float mu = frontEnd.QuantizationChannels - 1;
        string scaled = graph.Multiply("scaled_magnitude", graph.Add("magnitude", "Min", [graph.Add("unlimited_magnitude", "Abs", [clip]), graph.Single(1)]), graph.Single(mu));
        string logarithm = graph.Multiply("signed_logarithm", graph.Add("sign", "Sign", [clip]), LogarithmOfOnePlus(graph, scaled, isQuantized));
        string compressed = graph.Divide("compressed", logarithm, graph.Single((float)Math.Log(1.0 + mu)));
        if (!isQuantized) return compressed;

        string upwards = graph.Multiply("upwards", graph.Divide("half", graph.Add("from_zero", compressed, graph.Single(1)), graph.Single(2)), graph.Single(mu));
        string code = graph.Add("code", "Floor", [graph.Add("to_round", upwards, graph.Single(0.5f))]);
        return graph.Subtract("quantized", graph.Multiply("doubled", graph.Divide("code_share", code, graph.Single(mu)), graph.Single(2)), graph.Single(1));
    }

    /// <summary>For codes by way of double, where the sum is exact: they are the extractor's then.</summary>
    private static string LogarithmOfOnePlus(GraphBuilder graph, string value, bool isExact)
    {
        if (!isExact) return graph.Add("logarithm", "Log", [graph.Add("one_more", value, graph.Single(1))]);
        string sum = graph.Add("one_more", graph.Cast("scaled_magnitude_double", value, OnnxElementType.Double), graph.Double(1));
        return graph.Cast("logarithm", graph.Add("logarithm_double", "Log", [sum]), OnnxElementType.Float);
    }
}
