using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// The lengths of a batch's examples in a graph: how many steps are valid at a place of the network, looked up in the tables that the engine goes by too, and masks made of them. Each value is
/// made once, whoever asks for it.
/// </summary>
internal sealed class LengthGraph
{
    private readonly GraphBuilder _graph;
    private readonly string _lengths;
    private readonly List<(TimeAxis Time, string Steps)> _steps = [];
    private readonly Dictionary<string, string> _made = [];

    /// <param name="lengths">The name of an integer value [batch], counted along the network's time axis. What is out of the network's range counts as the nearest length that is not.</param>
    public LengthGraph(GraphBuilder graph, NetworkSpec network, string lengths)
    {
        _graph = graph;
        string integers = graph.Cast("network/length", lengths, OnnxElementType.Int64);
        string atLeast = graph.Add("network/length_at_least", "Max", [integers, graph.Integer(network.ShortestLength)]);
        _lengths = graph.Add("network/length_in_range", "Min", [atLeast, graph.Integer(network.Time!.Steps)]);
        _steps.Add((network.Time, _lengths));
    }

    /// <summary>Valid steps of each example, int64 [batch].</summary>
    public string Steps(TimeAxis time)
    {
        if (_steps.FirstOrDefault(made => made.Time.CountsAs(time)) is { Steps: { } known }) return known;
        string name = $"network/steps_{_steps.Count}";
        long[] table = [.. time.StepsByLength.Select(steps => (long)steps)];
        string steps = _graph.Gather(name, _graph.Constant(OnnxTensor.Of($"{name}_by_length", table, table.Length)), _lengths, axis: 0);
        _steps.Add((time, steps));
        return steps;
    }

    /// <summary>The same as int32, which recurrent operators ask for.</summary>
    public string ShortSteps(TimeAxis time) => Once($"{Steps(time)}_int32", name => _graph.Cast(name, Steps(time), OnnxElementType.Int32));

    /// <summary>The same in column form [batch, 1].</summary>
    public string StepsColumn(TimeAxis time) => Once($"{Steps(time)}_column", name => _graph.Unsqueeze(name, Steps(time), axis: 1));

    /// <summary>The numbers of the steps, 0 to the last of an example that fills the axis [steps].</summary>
    public string Places(TimeAxis time) => Once($"network/places_{time.Steps}", name => _graph.Add(name, "Range", [_graph.Integer(0), _graph.Integer(time.Steps), _graph.Integer(1)]));

    /// <summary>Which steps are valid, bool [batch, 1 ..., steps, 1 ...].</summary>
    /// <param name="before">Axes of size 1 between batch and steps.</param>
    /// <param name="after">Axes of size 1 behind the steps.</param>
    public string Mask(TimeAxis time, int before, int after)
    {
        string mask = Once($"{Steps(time)}_mask", name => _graph.Add(name, "Less", [Places(time), StepsColumn(time)]));
        return before == 0 && after == 0 ? mask : Once($"{mask}_{before}_{after}", name => Spread(name, mask, before, after));
    }

    /// <summary>A value [batch, ...shape] whose steps behind an example's end are replaced.</summary>
    /// <param name="rank">Of one example.</param>
    public string Masked(string name, string value, TimeAxis time, int rank, float otherwise = 0) =>
        _graph.Add(name, "Where", [Mask(time, time.Axis, rank - 1 - time.Axis), value, _graph.Single(otherwise)]);

    /// <summary>[batch, n] → [batch, 1 ..., n, 1 ...].</summary>
    public string Spread(string name, string value, int before, int after)
    {
        long[] axes = [.. Enumerable.Range(1, before).Concat(Enumerable.Range(before + 2, after)).Select(axis => (long)axis)];
        return axes.Length == 0 ? value : _graph.Add(name, "Unsqueeze", [value, _graph.Integers(axes)]);
    }

    private string Once(string name, Func<string, string> make)
    {
        if (!_made.TryGetValue(name, out string? value)) _made.Add(name, value = make(name));
        return value;
    }
}
