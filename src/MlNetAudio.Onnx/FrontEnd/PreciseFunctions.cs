using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>
/// Functions of float32 values by way of double. In float32, ONNX Runtime computes the last values of a tensor by another method than those before, and adds up in an order that depends on where
/// in memory a row begins: a value's last bit then depends on the batch that it is in. In double the ways differ by less than rounding to float32 can see.
/// </summary>
internal static class PreciseFunctions
{
    public static string Log(GraphBuilder graph, string name, string value) => Of(graph, name, value, x => graph.Add($"{name}/log", "Log", [x]));

    public static string Exp(GraphBuilder graph, string name, string value) => Of(graph, name, value, x => graph.Add($"{name}/exp", "Exp", [x]));

    public static string Pow(GraphBuilder graph, string name, string value, double exponent) => Of(graph, name, value, x => graph.Add($"{name}/pow", "Pow", [x, graph.Double(exponent)]));

    /// <summary>Along the last axis of [batch, frames, values], which is kept: [batch, frames, 1].</summary>
    public static string Mean(GraphBuilder graph, string name, string value) => Of(graph, name, value, x => graph.ReduceMean($"{name}/mean", x, axis: 2));

    /// <summary>Σ weight · value along the last axis of [batch, frames, values], which is kept: [batch, frames, 1].</summary>
    public static string WeightedSum(GraphBuilder graph, string name, string value, double[] weights) => Of(graph, name, value, x =>
    {
        string weighted = graph.Multiply($"{name}/weighted", x, graph.Table(OnnxTensor.Of($"{name}/weights", weights, weights.Length)));
        return graph.ReduceSum($"{name}/sum", weighted, axis: 2, keepAxis: true);
    });

    private static string Of(GraphBuilder graph, string name, string value, Func<string, string> function) =>
        graph.Cast(name, function(graph.Cast($"{name}/double", value, OnnxElementType.Double)), OnnxElementType.Float);
}
