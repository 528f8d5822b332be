using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>torch.nn.LSTM with batch_first [batch, steps, features] → one LSTM node for each stacked layer, which reads [steps, batch, features].</summary>
/// <remarks>PyTorch keeps the gates in the order i, f, g, o; ONNX wants i, o, f, c (its name for g).</remarks>
internal static class LstmGraph
{
    /// <summary>Where ONNX's gates i, o, f, c stand in PyTorch's order.</summary>
    private static readonly int[] GateOrder = [0, 3, 1, 2];

    public static string Append(GraphBuilder graph, Lstm spec, NetworkLayer layer, NetworkWeights weights, string name, string input)
    {
        string value = graph.Transpose($"{name}_steps_first", input, 1, 0, 2);
        for (int k = 0; k < spec.Layers; k++)
        {
            bool isLast = k == spec.Layers - 1, needsSteps = !isLast || spec.ReturnSequences;
            string node = $"{name}_l{k}";
            string[] inputs = [value, .. Weights(graph, spec, layer, weights, k)];
            // Y [steps, 1, batch, hidden] or Y_h [1, batch, hidden]: whichever is read.
            string output = graph.Add(new("LSTM", node, inputs, needsSteps ? [node] : ["", node], [OnnxAttribute.Of("hidden_size", spec.HiddenSize)]));
            value = graph.Squeeze($"{node}_output", output, axis: needsSteps ? 1 : 0);
        }
        return spec.ReturnSequences ? graph.Transpose($"{name}_batch_first", value, 1, 0, 2) : value;
    }

    /// <summary>W [1, 4·hidden, input], R [1, 4·hidden, hidden], B [1, 8·hidden]: the two biases one after the other.</summary>
    private static string[] Weights(GraphBuilder graph, Lstm spec, NetworkLayer layer, NetworkWeights weights, int k)
    {
        int hidden = spec.HiddenSize, width = k == 0 ? layer.Input[1] : hidden;
        string scope = $"network/{layer.Name}";
        float[] biases = [.. Reordered("bias_ih", 1), .. Reordered("bias_hh", 1)];
        return
        [
            graph.Constant(OnnxTensor.Of($"{scope}/weight_ih_l{k}", Reordered("weight_ih", width), 1, 4 * hidden, width)),
            graph.Constant(OnnxTensor.Of($"{scope}/weight_hh_l{k}", Reordered("weight_hh", hidden), 1, 4 * hidden, hidden)),
            graph.Constant(OnnxTensor.Of($"{scope}/bias_l{k}", biases, 1, 8 * hidden)),
        ];

        float[] Reordered(string parameter, int columns) => ReorderGates(weights[layer.ParameterName($"{parameter}_l{k}")], hidden * columns);
    }

    private static float[] ReorderGates(ReadOnlySpan<float> gates, int size)
    {
        float[] reordered = new float[gates.Length];
        for (int gate = 0; gate < GateOrder.Length; gate++) gates.Slice(GateOrder[gate] * size, size).CopyTo(reordered.AsSpan(gate * size));
        return reordered;
    }
}
