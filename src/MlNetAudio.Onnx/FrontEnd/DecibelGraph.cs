using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Powers [batch, frames, values] on a logarithmic scale.</summary>
internal static class DecibelGraph
{
    /// <summary>10·log10 of powers above 0.</summary>
    /// <param name="isPrecise">Whether the last bit must not depend on the batch: <see cref="PreciseFunctions"/>.</param>
    public static string Of(GraphBuilder graph, string power, bool isPrecise) => graph.Multiply("decibels", Logarithm(graph, power, isPrecise), graph.Single((float)(10 / Math.Log(10))));

    /// <summary>The natural one.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Logarithm(GraphBuilder graph, string power, bool isPrecise) => isPrecise ? PreciseFunctions.Log(graph, "log", power) : graph.Add("log", "Log", [power]);

    /// <summary>None of an example's more than so many decibels below its maximum.</summary>
    public static string Floored(GraphBuilder graph, string decibels, double top) =>
        graph.Add("decibels_floored", "Max", [decibels, graph.Subtract("decibel_floor", Maximum(graph, decibels), graph.Single((float)top))]);

    /// <summary>Of each example [batch, 1, 1].</summary>
    public static string Maximum(GraphBuilder graph, string decibels) => graph.ReduceMax("decibel_maximum", decibels, 1, 2);
}
