using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>torch.nn.RNN, GRU and LSTM with batch_first [batch, steps, features] → one node for each stacked layer, which reads [steps, batch, features].</summary>
internal sealed class RecurrentGraph
{
    private readonly GraphBuilder _graph;
    private readonly string[] _lengths;
    private readonly RecurrentLayer _spec;
    private readonly NetworkLayer _layer;
    private readonly NetworkWeights _weights;
    private readonly string _operator;
    private readonly int[] _gateOrder;
    private readonly OnnxAttribute[] _attributes;

    /// <param name="lengths">Null: every example has all steps.</param>
    /// <param name="gateOrder">Where ONNX's gates stand in PyTorch's order.</param>
    private RecurrentGraph(GraphBuilder graph, LengthGraph? lengths, RecurrentLayer spec, NetworkLayer layer, NetworkWeights weights, string type, int[] gateOrder, params OnnxAttribute[] attributes)
    {
        (_graph, _spec, _layer, _weights, _operator, _gateOrder, _attributes) = (graph, spec, layer, weights, type, gateOrder, attributes);
        _lengths = lengths is not null && layer.InputTime is { } time ? [lengths.ShortSteps(time)] : [];
    }

    public static string Append(GraphBuilder graph, LengthGraph? lengths, Rnn spec, NetworkLayer layer, NetworkWeights weights, string name, string input) =>
        new RecurrentGraph(graph, lengths, spec, layer, weights, "RNN", [0], OnnxAttribute.Of("activations", [.. Enumerable.Repeat(spec.UsesRelu ? "Relu" : "Tanh", spec.Directions)])).Append(name, input);

    /// <remarks>PyTorch keeps the gates in the order r, z, n; ONNX wants z, r, h (its name for n). Both let r through after the product with the state.</remarks>
    public static string Append(GraphBuilder graph, LengthGraph? lengths, Gru spec, NetworkLayer layer, NetworkWeights weights, string name, string input) =>
        new RecurrentGraph(graph, lengths, spec, layer, weights, "GRU", [1, 0, 2], OnnxAttribute.Of("linear_before_reset", 1)).Append(name, input);

    /// <remarks>PyTorch keeps the gates in the order i, f, g, o; ONNX wants i, o, f, c (its name for g).</remarks>
    public static string Append(GraphBuilder graph, LengthGraph? lengths, Lstm spec, NetworkLayer layer, NetworkWeights weights, string name, string input) =>
        new RecurrentGraph(graph, lengths, spec, layer, weights, "LSTM", [0, 3, 1, 2]).Append(name, input);

    private string Append(string name, string input)
    {
        string value = _graph.Transpose($"{name}_steps_first", input, 1, 0, 2);
        for (int k = 0; k < _spec.Layers; k++)
        {
            bool needsSteps = k < _spec.Layers - 1 || _spec.ReturnSequences;
            string node = $"{name}_l{k}";
            OnnxAttribute[] attributes = [OnnxAttribute.Of("hidden_size", _spec.HiddenSize), .. _attributes];
            if (_spec.Bidirectional) attributes = [.. attributes, OnnxAttribute.Of("direction", "bidirectional")];
            // Y [steps, directions, batch, hidden] or Y_h [directions, batch, hidden]: whichever is read.
            string output = _graph.Add(new(_operator, node, [value, .. Weights(k), .. _lengths], needsSteps ? [node] : ["", node], attributes));
            value = Joined(node, output, needsSteps);
        }
        return _spec.ReturnSequences ? _graph.Transpose($"{name}_batch_first", value, 1, 0, 2) : value;
    }

    /// <summary>[steps, batch, directions · hidden] or [batch, directions · hidden].</summary>
    private string Joined(string node, string output, bool hasSteps)
    {
        if (!_spec.Bidirectional) return _graph.Squeeze($"{node}_output", output, axis: hasSteps ? 1 : 0);
        string beside = hasSteps ? _graph.Transpose($"{node}_directions_last", output, 0, 2, 1, 3) : _graph.Transpose($"{node}_directions_last", output, 1, 0, 2);
        long width = _spec.Directions * _spec.HiddenSize;
        return hasSteps ? _graph.Reshape($"{node}_output", beside, 0, 0, width) : _graph.Reshape($"{node}_output", beside, 0, width);
    }

    /// <summary>W [directions, gates · hidden, input], R [directions, gates · hidden, hidden], B [directions, 2 · gates · hidden]: the two biases one after the other.</summary>
    private string[] Weights(int k)
    {
        int hidden = _spec.HiddenSize, width = _spec.InputSize(_layer.Input, k), rows = _spec.Gates * hidden;
        var directions = Enumerable.Range(0, _spec.Directions).Select(direction => RecurrentLayer.Suffix(k, direction)).ToArray();
        string scope = $"network/{_layer.Name}";
        return
        [
            _graph.Constant(OnnxTensor.Of($"{scope}/weight_ih_l{k}", [.. directions.SelectMany(suffix => Reordered($"weight_ih_{suffix}", width))], directions.Length, rows, width)),
            _graph.Constant(OnnxTensor.Of($"{scope}/weight_hh_l{k}", [.. directions.SelectMany(suffix => Reordered($"weight_hh_{suffix}", hidden))], directions.Length, rows, hidden)),
            _graph.Constant(OnnxTensor.Of(
                $"{scope}/bias_l{k}", [.. directions.SelectMany(suffix => Reordered($"bias_ih_{suffix}", 1).Concat(Reordered($"bias_hh_{suffix}", 1)))], directions.Length, 2 * rows)),
        ];
    }

    private float[] Reordered(string parameter, int columns)
    {
        var gates = _weights[_layer.ParameterName(parameter)];
        int size = _spec.HiddenSize * columns;
        float[] reordered = new float[gates.Length];
        for (int gate = 0; gate < _gateOrder.Length; gate++) gates.Slice(_gateOrder[gate] * size, size).CopyTo(reordered.AsSpan(gate * size));
        return reordered;
    }
}
