using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Signals made longer or shorter along their last axis; their length is known only when the graph runs.</summary>
internal static class SignalPadding
{
    /// <summary>signal [batch, n] → [batch, length]: its first samples, at most so many, with zeros in front and behind.</summary>
    /// <param name="samples">Null: as many as fit.</param>
    /// <param name="length">A value [1].</param>
    public static string Fitted(GraphBuilder graph, string name, string signal, int before, int? samples, string length)
    {
        string room = before == 0 ? length : graph.Subtract($"{name}/room", length, graph.Integers(before));
        string end = samples is { } most ? graph.Add($"{name}/end", "Min", [room, graph.Integers(most)]) : room;
        return Filled(graph, name, graph.Slice($"{name}/cut", signal, graph.Integers(0), end, axis: 1), before, room, 0, axis: 1);
    }

    /// <summary>signal [batch, rows, n] → [batch, rows, length]: its first values, or all with others behind.</summary>
    public static string Fitted(GraphBuilder graph, string name, string signal, int length, float value) =>
        Filled(graph, name, graph.Slice($"{name}/cut", signal, 0, length, axis: 2), 0, graph.Integers(length), value, axis: 2);

    private static string Filled(GraphBuilder graph, string name, string cut, int before, string room, float value, int axis)
    {
        string missing = graph.Subtract($"{name}/missing", room, graph.Extent($"{name}/samples", cut, axis));
        long[] fixedPads = [.. Enumerable.Repeat(0L, axis), before, .. Enumerable.Repeat(0L, axis)];
        string pads = graph.Concat($"{name}/pads", [graph.Integers(fixedPads), missing], axis: 0);
        return graph.Add(name, "Pad", [cut, pads, graph.Single(value)]);
    }

    /// <summary>Values [..., n] → [..., before + n + after], for any n from 1 on.</summary>
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
