using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// Poolings with windows at equal distances are MaxPool and AveragePool with their padding written out, which runtimes agree on better than on ceil mode. Others are taken apart: an average is a
/// product with a matrix for each axis, a maximum one slice for each window.
/// </summary>
internal static class PoolGraph
{
    public static string Append(GraphBuilder graph, PoolLayer spec, NetworkLayer layer, string name, string input)
    {
        var axes = spec.Axes(layer.Input);
        bool isMax = spec.Kind == PoolKind.Max;
        if (layer.Output.Rank == 1)
        {
            long[] all = [.. Enumerable.Range(2, layer.Input.Rank - 1).Select(axis => (long)axis)];
            return graph.Add(name, isMax ? "ReduceMax" : "ReduceMean", [input], OnnxAttribute.Of("axes", all), OnnxAttribute.Of("keepdims", 0));
        }
        if (axes.All(axis => axis.Stride > 0))
        {
            var windows = Windows(axes);
            if (isMax) return graph.Add(name, "MaxPool", [input], windows);
            if (axes.All(axis => Divides(axis, i => axis.Size))) return graph.Add(name, "AveragePool", [input], [.. windows, OnnxAttribute.Of("count_include_pad", 1)]);
            if (axes.All(axis => Divides(axis, i => axis.End(i) - axis.Start(i)))) return graph.Add(name, "AveragePool", [input], [.. windows, OnnxAttribute.Of("count_include_pad", 0)]);
        }
        string value = input;
        for (int i = 0; i < axes.Count; i++) value = AlongAxis(graph, axes[i], isMax, i, axes.Count, $"{name}_axis_{i}", value);
        return value;
    }

    /// <summary>The windows of one axis alone, taken apart.</summary>
    /// <param name="place">Of the axis, counted after the channels.</param>
    /// <param name="count">Axes after the channels.</param>
    public static string AlongAxis(GraphBuilder graph, PoolAxis axis, bool isMax, int place, int count, string name, string value) =>
        isMax ? Largest(graph, axis, place + 2, name, value) : Average(graph, axis, isLast: place == count - 1, name, value);

    /// <summary>Windows at equal distances as attributes.</summary>
    public static OnnxAttribute[] Windows(IReadOnlyList<PoolAxis> axes) =>
    [
        OnnxAttribute.Of("kernel_shape", [.. axes.Select(axis => (long)axis.Size)]), OnnxAttribute.Of("strides", [.. axes.Select(axis => (long)axis.Stride)]),
        OnnxAttribute.Of("pads", [.. axes.Select(axis => (long)axis.Before), .. axes.Select(axis => (long)axis.After)]),
    ];

    private static bool Divides(PoolAxis axis, Func<int, int> by) => Enumerable.Range(0, axis.Count).All(i => axis.Divisor(i) == by(i));

    private static string Average(GraphBuilder graph, PoolAxis axis, bool isLast, string name, string value)
    {
        float[] shares = new float[axis.Count * axis.Length];
        for (int i = 0; i < axis.Count; i++)
            for (int j = axis.Start(i); j < axis.End(i); j++) shares[isLast ? j * axis.Count + i : i * axis.Length + j] = 1f / axis.Divisor(i);
        string matrix = graph.Constant(OnnxTensor.Of($"{name}_shares", shares, isLast ? axis.Length : axis.Count, isLast ? axis.Count : axis.Length));
        return isLast ? graph.MatrixProduct(name, value, matrix) : graph.MatrixProduct(name, matrix, value);
    }

    private static string Largest(GraphBuilder graph, PoolAxis axis, int at, string name, string value)
    {
        string[] windows = [.. Enumerable.Range(0, axis.Count).Select(i =>
            graph.ReduceMax($"{name}_{i}", graph.Slice($"{name}_{i}_window", value, axis.Start(i), axis.End(i), at), at))];
        return graph.Concat(name, windows, at);
    }
}
