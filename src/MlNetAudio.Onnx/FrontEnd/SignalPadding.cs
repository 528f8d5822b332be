using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Values [..., n] → [..., before + n + after], for any n from 1 on that is known only when the graph runs.</summary>
internal static class SignalPadding
{
    /// <param name="axis">The last one.</param>
    public static string Append(GraphBuilder graph, string name, string values, int before, int after, PadMode mode, int axis)
    {
        if (before == 0 && after == 0) return values;
        long[] pads = [.. Enumerable.Repeat(0L, axis), before, .. Enumerable.Repeat(0L, axis), after];
        if (mode == PadMode.Constant) return graph.Add(name, "Pad", [values, graph.Integers(pads), graph.Single(0)]);
        if (mode == PadMode.Edge) return graph.Add(name, "Pad", [values, graph.Integers(pads)], OnnxAttribute.Of("mode", "edge"));

        // ONNX's own reflection needs more values than it adds, and has no other mode.
        var outside = graph.Within(name);
        string count = graph.Extent($"{name}/count", values, axis), last = outside.Subtract("last", count, graph.Integers(1));
        return graph.Concat(name, [Outside("before", -before, 0, fromEnd: false), values, Outside("after", 0, after, fromEnd: true)], axis);

        string Outside(string part, int start, int end, bool fromEnd)
        {
            long[] offsets = [.. Enumerable.Range(start, end - start).Select(i => (long)i)];
            string places = outside.Table(OnnxTensor.Of($"{part}_offsets", offsets, offsets.Length));
            if (fromEnd) places = outside.Add($"{part}_places", places, count);
            return outside.Gather($"{part}_values", values, Source(outside.Within(part), places, count, last, mode), axis);
        }
    }

    /// <summary>Where the value stands inside that stands for each place outside: numpy.pad's, however often the signal has to be repeated.</summary>
    private static string Source(GraphBuilder graph, string places, string count, string last, PadMode mode)
    {
        if (mode == PadMode.Wrap) return graph.Add("source", "Mod", [places, count]);
        // The signal and its mirror image, one after the other, are one period: of n + n values, or without the two edges' doubles.
        bool doubles = mode == PadMode.Symmetric;
        string half = doubles ? count : graph.Add("half", "Max", [last, graph.Integers(1)]);
        string place = graph.Add("place", "Mod", [places, graph.Add("period", half, half)]);
        if (!doubles) return graph.Subtract("source", last, graph.Add("distance", "Abs", [graph.Subtract("from_last", place, last)]));
        string mirrored = graph.Subtract("mirrored", graph.Add("last_of_period", last, count), place);
        return graph.Add("source", "Min", [place, mirrored]);
    }
}
