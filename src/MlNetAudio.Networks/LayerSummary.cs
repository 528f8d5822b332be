using System.Globalization;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>A network as a table: one row per layer; a combinator's row, which counts nothing of its own, stands before those of what it holds.</summary>
public static class LayerSummary
{
    /// <param name="Name">The layer's name, the prefix of its parameters.</param>
    /// <param name="Layer">What it is: "Conv2d(16, kernel 3, stride 1, padding 1)".</param>
    /// <param name="Output">Shape of one output example.</param>
    /// <param name="Parameters">Trainable values.</param>
    /// <param name="MultiplyAdds">Multiplications with addition that one example costs forward; 0 where there are none to speak of.</param>
    public sealed record Row(string Name, string Layer, Shape Output, long Parameters, long MultiplyAdds);

    public static IReadOnlyList<Row> Of(NetworkSpec network) =>
    [
        .. network.AllLayers.Select(layer => new Row(
            layer.Name, layer.Spec.ToString()!, layer.Output,
            layer.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.Count), MultiplyAdds(layer))),
    ];

    /// <summary>The rows as aligned text with a header and a line of totals.</summary>
    public static string Table(NetworkSpec network)
    {
        var rows = Of(network);
        string[][] cells =
        [
            ["", "layer", "output", "parameters", "multiply-adds"],
            ["", "input", network.Input.ToString(), "", ""],
            .. rows.Select(row => (string[])[row.Name, row.Layer, row.Output.ToString(), Number(row.Parameters), Number(row.MultiplyAdds)]),
            ["", "total", "", Number(network.ParameterCount), Number(rows.Sum(row => row.MultiplyAdds))],
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(line => line[column].Length))];
        return string.Join('\n', cells.Select(line => string.Join("  ", line.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }

    /// <inheritdoc cref="Row.MultiplyAdds"/>
    internal static long MultiplyAdds(NetworkLayer layer) => layer.Accept(MultiplyAddCount.Instance);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private sealed class MultiplyAddCount : ILayerVisitor<long>
    {
        public static readonly MultiplyAddCount Instance = new();

        public long Visit(Conv1d spec, NetworkLayer layer) => (long)layer.Output.Count * (layer.Input[0] / spec.Groups) * spec.Kernel;

        public long Visit(Conv2d spec, NetworkLayer layer) => (long)layer.Output.Count * (layer.Input[0] / spec.Groups) * spec.Kernel.Height * spec.Kernel.Width;

        public long Visit(ConvTranspose2d spec, NetworkLayer layer) => (long)layer.Input.Count * (spec.OutChannels / spec.Groups) * spec.Kernel.Height * spec.Kernel.Width;

        public long Visit(Linear spec, NetworkLayer layer) => (long)layer.Input.Count * spec.Units;

        public long Visit(Rnn spec, NetworkLayer layer) => Recurrence(spec, layer);

        public long Visit(Gru spec, NetworkLayer layer) => Recurrence(spec, layer);

        public long Visit(Lstm spec, NetworkLayer layer) => Recurrence(spec, layer);

        public long Visit(AttentionPool spec, NetworkLayer layer) => 2L * layer.Input.Count;

        /// <summary>The linear layers before and after, and every step with every other, once for its weight and once for its value.</summary>
        public long Visit(MultiHeadSelfAttention spec, NetworkLayer layer) => (4L * layer.Input[1] + 2L * layer.Input[0]) * layer.Input.Count;

        public long Visit(PoolLayer spec, NetworkLayer layer) => 0;

        public long Visit(BatchNorm spec, NetworkLayer layer) => 0;

        public long Visit(LayerNorm spec, NetworkLayer layer) => 0;

        public long Visit(Relu spec, NetworkLayer layer) => 0;

        public long Visit(LeakyRelu spec, NetworkLayer layer) => 0;

        public long Visit(Relu6 spec, NetworkLayer layer) => 0;

        public long Visit(Gelu spec, NetworkLayer layer) => 0;

        public long Visit(Silu spec, NetworkLayer layer) => 0;

        public long Visit(Tanh spec, NetworkLayer layer) => 0;

        public long Visit(Sigmoid spec, NetworkLayer layer) => 0;

        public long Visit(Softmax spec, NetworkLayer layer) => 0;

        public long Visit(LogSoftmax spec, NetworkLayer layer) => 0;

        public long Visit(Dropout spec, NetworkLayer layer) => 0;

        public long Visit(Flatten spec, NetworkLayer layer) => 0;

        public long Visit(Reshape spec, NetworkLayer layer) => 0;

        public long Visit(Permute spec, NetworkLayer layer) => 0;

        public long Visit(UpsampleNearest spec, NetworkLayer layer) => 0;

        public long Visit(PositionalEncoding spec, NetworkLayer layer) => 0;

        public long Visit(FrameLayer spec, NetworkLayer layer) => 0;

        public long Visit(Sequential spec, NetworkLayer layer) => 0;

        public long Visit(Residual spec, NetworkLayer layer) => 0;

        public long Visit(Sum spec, NetworkLayer layer) => 0;

        public long Visit(Concat spec, NetworkLayer layer) => 0;

        public long Visit(Gated spec, NetworkLayer layer) => 0;

        public long Visit(SkipSum spec, NetworkLayer layer) => 0;

        private static long Recurrence(RecurrentLayer spec, NetworkLayer layer) => Enumerable.Range(0, spec.Layers)
            .Sum(place => (long)spec.Directions * layer.Input[0] * spec.Gates * spec.HiddenSize * (spec.InputSize(layer.Input, place) + spec.HiddenSize));
    }
}
