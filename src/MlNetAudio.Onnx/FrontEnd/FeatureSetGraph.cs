using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] of any length → [batch, columns]: every statistic over time of every row of every feature, in the order of <see cref="FeatureSetExtractor.Names"/>.</summary>
/// <remarks>Statistics are double throughout and rounded to float once, at the end.</remarks>
internal static class FeatureSetGraph
{
    /// <param name="owner">The front end's property that holds the options, for messages.</param>
    public static FeatureValue Append(GraphBuilder graph, string owner, int sampleRateHz, FeatureSetOptions options, string waveform)
    {
        var features = new FeatureRowsGraph(owner, sampleRateHz, waveform);
        FeatureRows[] rows = [.. options.Features.Select((feature, i) => features.Append(graph.Within($"feature_{i}"), feature))];

        // Neighbours with the same frames are one matrix.
        var columns = new List<string>();
        for (int first = 0, end; first < rows.Length; first = end)
        {
            end = first + 1;
            while (end < rows.Length && (rows[end].HopLength, rows[end].ShortBy) == (rows[first].HopLength, rows[first].ShortBy)) end++;
            columns.Add(StatisticsOf(graph.Within($"statistics_{columns.Count}"), options.Statistics, rows[first..end]));
        }
        int count = rows.Sum(row => row.Rows) * options.Statistics.Count;
        return new(graph.Cast("columns", columns.Count == 1 ? columns[0] : graph.Concat("columns_double", columns, axis: 1), OnnxElementType.Float), Shape.Of(count));
    }

    private static string StatisticsOf(GraphBuilder graph, IReadOnlyList<Statistic> statistics, FeatureRows[] rows)
    {
        string[] doubles = [.. rows.Select((row, i) => row.IsDouble ? row.Name : graph.Cast($"double_{i}", row.Name, OnnxElementType.Double))];
        return StatisticsGraph.Append(graph, statistics, doubles.Length == 1 ? doubles[0] : graph.Concat("rows", doubles, axis: 1), rows.Sum(row => row.Rows));
    }
}
