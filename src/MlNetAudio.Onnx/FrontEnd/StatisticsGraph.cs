using System.Globalization;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Values over time, double [batch, rows, frames] → statistics of every row, double [batch, rows · statistics]: in order of the rows, then of the statistics.</summary>
/// <remarks>Sums run along the last axis of all rows alike, so that a clip's numbers do not depend on the batch that it is in.</remarks>
internal sealed class StatisticsGraph
{
    private readonly GraphBuilder _graph;
    private readonly string _values;

    private StatisticsGraph(GraphBuilder graph, string values) => (_graph, _values) = (graph, values);

    public static string Append(GraphBuilder graph, IReadOnlyList<Statistic> statistics, string values, int rows)
    {
        var builder = new StatisticsGraph(graph, values);
        string together = graph.Concat("by_row", [.. statistics.Select(builder.Of)], axis: 2);
        return graph.Reshape("statistics", together, 0, (long)rows * statistics.Count);
    }

    /// <summary>[batch, rows, 1].</summary>
    private string Of(Statistic statistic) => statistic.Name switch
    {
        "mean" => Mean,
        "std" => _graph.Add("deviation", "Sqrt", [Moment(2)]),
        "min" => _graph.ReduceMin("minimum", _values, 2),
        "max" => _graph.ReduceMax("maximum", _values, 2),
        "median" => Quantile("median", 0.5),
        "skew" => StandardMoment("skewness", 3, _graph.Multiply("cubed_deviation", Moment(2), _graph.Add("deviation", "Sqrt", [Moment(2)]))),
        "kurtosis" => _graph.Subtract("kurtosis", StandardMoment("standard_kurtosis", 4, _graph.Multiply("squared_variance", Moment(2), Moment(2))), _graph.Double(3)),
        ['q', .. var percent] => Quantile(statistic.Name, double.Parse(percent, CultureInfo.InvariantCulture) / 100),
        var name => throw new ArgumentException($"The exported graph has no statistic '{name}'; it has {string.Join(", ", Statistic.Names)}."),
    };

    private string Mean => _graph.ReduceMean("mean", _values, axis: 2);

    /// <summary>Σ(v − mean)^order / n.</summary>
    private string Moment(int order)
    {
        string centred = _graph.Subtract("centred", _values, Mean), power = centred;
        for (int i = 2; i <= order; i++) power = _graph.Multiply($"centred_to_{i}", power, centred);
        return _graph.ReduceMean($"moment_{order}", power, axis: 2);
    }

    /// <summary>Moment / power of the variance; 0 where no value differs by more than the mean's own rounding.</summary>
    private string StandardMoment(string name, int order, string divisor)
    {
        string rounding = _graph.Multiply("mean_rounding", Mean, _graph.Double(2.2e-16));
        string isConstant = _graph.Add("is_constant", "LessOrEqual", [Moment(2), _graph.Multiply("squared_mean_rounding", rounding, rounding)]);
        string safe = _graph.Add($"{name}_divisor", "Where", [isConstant, _graph.Double(1), divisor]);
        return _graph.Divide(name, _graph.Add($"{name}_moment", "Where", [isConstant, _graph.Double(0), Moment(order)]), safe);
    }

    /// <summary>Interpolated linearly between neighbours of the sorted values.</summary>
    private string Quantile(string name, double part)
    {
        string count = _graph.Extent("count", _values, axis: 2), last = _graph.Subtract("last", count, _graph.Integers(1));
        string sorted = _graph.TopK("sorted", _values, count, largest: false, axis: 2);
        string place = _graph.Multiply($"{name}_place", _graph.Cast("last_place", last, OnnxElementType.Double), _graph.Double(part));
        string below = _graph.Cast($"{name}_below", place, OnnxElementType.Int64), above = _graph.Add($"{name}_above", "Min", [_graph.Add($"{name}_next", below, _graph.Integers(1)), last]);
        string fraction = _graph.Subtract($"{name}_fraction", place, _graph.Cast($"{name}_below_place", below, OnnxElementType.Double));
        string lower = _graph.Gather($"{name}_lower", sorted, below, axis: 2), upper = _graph.Gather($"{name}_upper", sorted, above, axis: 2);
        return _graph.Add(name, lower, _graph.Multiply($"{name}_step", _graph.Subtract($"{name}_difference", upper, lower), fraction));
    }
}
