namespace MlNetAudio.Onnx.Format;

/// <summary>Operators of opset 17 whose arguments are partly inputs, partly attributes: here they are plain arguments.</summary>
internal static class GraphOperators
{
    /// <summary>As the end of a slice: to the end of the axis.</summary>
    public const long ToTheEnd = long.MaxValue;

    public static string Cast(this GraphBuilder graph, string name, string value, OnnxElementType type) => graph.Add(name, "Cast", [value], OnnxAttribute.Of("to", (long)type));

    /// <summary>0 keeps the input's axis at that place, −1 takes what is left.</summary>
    public static string Reshape(this GraphBuilder graph, string name, string value, params ReadOnlySpan<long> dimensions) =>
        graph.Add(name, "Reshape", [value, graph.Integers(dimensions)]);

    public static string Transpose(this GraphBuilder graph, string name, string value, params long[] order) => graph.Add(name, "Transpose", [value], OnnxAttribute.Of("perm", order));

    public static string Unsqueeze(this GraphBuilder graph, string name, string value, long axis) => graph.Add(name, "Unsqueeze", [value, graph.Integers(axis)]);

    public static string Squeeze(this GraphBuilder graph, string name, string value, long axis) => graph.Add(name, "Squeeze", [value, graph.Integers(axis)]);

    public static string Concat(this GraphBuilder graph, string name, IReadOnlyList<string> values, long axis) => graph.Add(name, "Concat", values, OnnxAttribute.Of("axis", axis));

    /// <summary>value[start..end] along the axis; negative counts from the end.</summary>
    public static string Slice(this GraphBuilder graph, string name, string value, long start, long end, long axis) => graph.Slice(name, value, graph.Integers(start), graph.Integers(end), axis);

    /// <summary>The same with start and end as values [1] of the graph.</summary>
    public static string Slice(this GraphBuilder graph, string name, string value, string start, string end, long axis) =>
        graph.Add(name, "Slice", [value, start, end, graph.Integers(axis)]);

    /// <summary>The axis's length as [1].</summary>
    public static string Extent(this GraphBuilder graph, string name, string value, long axis) =>
        graph.Add(name, "Shape", [value], OnnxAttribute.Of("start", axis), OnnxAttribute.Of("end", axis + 1));

    public static string Gather(this GraphBuilder graph, string name, string value, string indices, long axis) =>
        graph.Add(name, "Gather", [value, indices], OnnxAttribute.Of("axis", axis));

    public static string ReduceSum(this GraphBuilder graph, string name, string value, long axis, bool keepAxis) =>
        graph.Add(name, "ReduceSum", [value, graph.Integers(axis)], OnnxAttribute.Of("keepdims", keepAxis ? 1 : 0));

    public static string ReduceMean(this GraphBuilder graph, string name, string value, long axis) =>
        graph.Add(name, "ReduceMean", [value], OnnxAttribute.Of("axes", [axis]), OnnxAttribute.Of("keepdims", 1));

    public static string ReduceMax(this GraphBuilder graph, string name, string value, params long[] axes) =>
        graph.Add(name, "ReduceMax", [value], OnnxAttribute.Of("axes", axes), OnnxAttribute.Of("keepdims", 1));

    public static string ReduceMin(this GraphBuilder graph, string name, string value, params long[] axes) =>
        graph.Add(name, "ReduceMin", [value], OnnxAttribute.Of("axes", axes), OnnxAttribute.Of("keepdims", 1));

    /// <summary>The largest or smallest values along the axis, in order from the most extreme one on.</summary>
    /// <param name="count">How many [1].</param>
    public static string TopK(this GraphBuilder graph, string name, string value, string count, bool largest, long axis) => graph.AddOnce(new(
        "TopK", name, [value, count], [name, $"{name}/indices"], [OnnxAttribute.Of("axis", axis), OnnxAttribute.Of("largest", largest ? 1 : 0), OnnxAttribute.Of("sorted", 1)]));

    public static string Add(this GraphBuilder graph, string name, string left, string right) => graph.Add(name, "Add", [left, right]);

    public static string Subtract(this GraphBuilder graph, string name, string left, string right) => graph.Add(name, "Sub", [left, right]);

    public static string Multiply(this GraphBuilder graph, string name, string left, string right) => graph.Add(name, "Mul", [left, right]);

    public static string Divide(this GraphBuilder graph, string name, string left, string right) => graph.Add(name, "Div", [left, right]);

    public static string MatrixProduct(this GraphBuilder graph, string name, string left, string right) => graph.Add(name, "MatMul", [left, right]);
}
