using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>Poolings of examples of their own lengths: what lies behind an example's end is left out of every window, and averages divide by what they would divide by if the example were alone.</summary>
internal sealed class ShortenedPoolGraph
{
    private readonly GraphBuilder _graph;
    private readonly LengthGraph _lengths;
    private readonly NetworkLayer _layer;
    private readonly TimeAxis _time;
    private readonly string _name;
    private readonly bool _isMax;

    private ShortenedPoolGraph(GraphBuilder graph, LengthGraph lengths, PoolLayer spec, NetworkLayer layer, string name) =>
        (_graph, _lengths, _layer, _time, _name, _isMax) = (graph, lengths, layer, layer.InputTime!, name, spec.Kind == PoolKind.Max);

    private int TimeIndex => _time.Axis - 1;

    private int Rank => _layer.Input.Rank;

    public static string Append(GraphBuilder graph, LengthGraph lengths, PoolLayer spec, NetworkLayer layer, string name, string input)
    {
        var pool = new ShortenedPoolGraph(graph, lengths, spec, layer, name);
        var axes = spec.Axes(layer.Input);
        if (layer.Output.Rank == 1) return pool.Global(input);
        return axes[pool.TimeIndex].IsAdaptive ? pool.Adaptive(axes, input) : pool.Sliding(axes, input);
    }

    /// <summary>Whether windows of shorter examples are those of the longest that lie within them: then there is nothing to do.</summary>
    public static bool IsPlain(PoolLayer spec, NetworkLayer layer) => layer.Output.Rank > 1 && spec.Axes(layer.Input)[layer.InputTime!.Axis - 1].StaysInside;

    private string Global(string input)
    {
        string masked = Masked(input);
        long[] all = [.. Enumerable.Range(2, Rank - 1).Select(axis => (long)axis)];
        if (_isMax) return _graph.Add(_name, "ReduceMax", [masked], OnnxAttribute.Of("axes", all), OnnxAttribute.Of("keepdims", 0));
        string sum = _graph.Add($"{_name}_sum", "ReduceSum", [masked, _graph.Integers(all)], OnnxAttribute.Of("keepdims", 0));
        int width = _layer.Input.Count / _layer.Input[0] / _time.Steps;
        string count = _graph.Multiply($"{_name}_count", _graph.Cast($"{_name}_steps", _lengths.StepsColumn(_time), OnnxElementType.Float), _graph.Single(width));
        return _graph.Divide(_name, sum, count);
    }

    /// <summary>Window i of n: steps ⌊i·length/n⌋ to ⌈(i + 1)·length/n⌉ − 1.</summary>
    private string Adaptive(IReadOnlyList<PoolAxis> axes, string input)
    {
        string value = input;
        for (int i = 0; i < axes.Count; i++)
            if (i != TimeIndex) value = PoolGraph.AlongAxis(_graph, axes[i], _isMax, i, axes.Count, $"{_name}_axis_{i}", value);
        int count = axes[TimeIndex].Count;
        string[] windows = [.. Enumerable.Range(0, count).Select(i => Window(value, i, count))];
        return count == 1 ? windows[0] : _graph.Concat(_name, windows, _time.Axis + 1);
    }

    private string Window(string value, int i, int count)
    {
        string name = count == 1 ? _name : $"{_name}_{i}", steps = _lengths.StepsColumn(_time), places = _lengths.Places(_time);
        string start = _graph.Divide($"{name}_start", _graph.Multiply($"{name}_before", steps, _graph.Integer(i)), _graph.Integer(count));
        string through = _graph.Add($"{name}_through", _graph.Multiply($"{name}_upto", steps, _graph.Integer(i + 1)), _graph.Integer(count - 1));
        string end = _graph.Divide($"{name}_end", through, _graph.Integer(count));
        string begun = _graph.Add($"{name}_begun", "Not", [_graph.Add($"{name}_not_begun", "Less", [places, start])]);
        string inside = _graph.Add($"{name}_inside", "And", [begun, _graph.Add($"{name}_not_ended", "Less", [places, end])]);
        string mask = Spread($"{name}_mask", inside);
        string masked = _graph.Add($"{name}_window", "Where", [mask, value, _graph.Single(_isMax ? float.MinValue : 0)]);
        if (_isMax) return _graph.ReduceMax(name, masked, _time.Axis + 1);
        string length = _graph.Cast($"{name}_length", _graph.Subtract($"{name}_size", end, start), OnnxElementType.Float);
        return _graph.Divide(name, _graph.ReduceSum($"{name}_sum", masked, _time.Axis + 1, keepAxis: true), Spread($"{name}_length_spread", length));
    }

    private string Sliding(IReadOnlyList<PoolAxis> axes, string input)
    {
        string masked = Masked(input);
        if (_isMax)
        {
            string largest = _graph.Add($"{_name}_padded", "MaxPool", [masked], PoolGraph.Windows(axes));
            return _lengths.Masked(_name, largest, _layer.OutputTime!, Rank);   // windows of padding alone hold the lowest number
        }
        string mean = _graph.Add($"{_name}_padded", "AveragePool", [masked], [.. PoolGraph.Windows(axes), OnnxAttribute.Of("count_include_pad", 1)]);
        string factor = _graph.Divide($"{_name}_factor", _graph.Single(axes.Aggregate(1, (size, axis) => size * axis.Size)), Divisor(axes[TimeIndex]));
        string value = _graph.Multiply(axes.Count == 1 ? _name : $"{_name}_of_time", mean, factor);
        if (axes.Count == 1) return value;
        var other = axes[1 - TimeIndex];
        float[] shares = [.. Enumerable.Range(0, other.Count).Select(i => 1f / other.Divisor(i))];
        long[] shape = TimeIndex == 1 ? [other.Count, 1] : [other.Count];
        return _graph.Multiply(_name, value, _graph.Constant(OnnxTensor.Of($"{_name}_shares", shares, shape)));
    }

    /// <summary>What each window along time divides by, for each example [batch, 1 ..., windows, 1 ...].</summary>
    private string Divisor(PoolAxis axis)
    {
        long[] starts = [.. Enumerable.Range(0, axis.Count).Select(i => (long)i * axis.Stride - axis.Before)], from = axis.CountsPadding ? starts : [.. starts.Select(start => Math.Max(0, start))];
        string ends = _graph.Constant(OnnxTensor.Of($"{_name}_ends", [.. starts.Select(start => start + axis.Size)], axis.Count));
        string begins = _graph.Constant(OnnxTensor.Of($"{_name}_begins", from, axis.Count));
        string limit = axis.CountsPadding ? _graph.Add($"{_name}_limit", _lengths.StepsColumn(_time), _graph.Integer(axis.Padding)) : _lengths.StepsColumn(_time);
        string covered = _graph.Subtract($"{_name}_covered", _graph.Add($"{_name}_end", "Min", [ends, limit]), begins);
        string positive = _graph.Add($"{_name}_divisor", "Max", [covered, _graph.Integer(1)]);
        return Spread($"{_name}_divisor_spread", _graph.Cast($"{_name}_divisor_single", positive, OnnxElementType.Float));
    }

    private string Masked(string input) => _lengths.Masked($"{_name}_valid", input, _time, Rank, _isMax ? float.MinValue : 0);

    private string Spread(string name, string value) => _lengths.Spread(name, value, _time.Axis, Rank - 1 - _time.Axis);
}
