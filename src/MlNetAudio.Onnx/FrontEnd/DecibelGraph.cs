using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Powers [batch, frames, values] on a logarithmic scale.</summary>
internal static class DecibelGraph
{
    /// <summary>10·log10 of powers above 0.</summary>
    public static string Of(GraphBuilder graph, string power) => graph.Multiply("decibels", graph.Add("log", "Log", [power]), graph.Single((float)(10 / Math.Log(10))));

    /// <summary>None of an example's more than so many decibels below its maximum.</summary>
    public static string Floored(GraphBuilder graph, string decibels, double top) =>
        graph.Add("decibels_floored", "Max", [decibels, graph.Subtract("decibel_floor", Maximum(graph, decibels), graph.Single((float)top))]);

    /// <summary>Of each example [batch, 1, 1].</summary>
    public static string Maximum(GraphBuilder graph, string decibels) => graph.ReduceMax("decibel_maximum", decibels, 1, 2);
}
