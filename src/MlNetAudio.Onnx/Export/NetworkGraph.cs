using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>A network's layers → nodes called network/LAYER/OPERATOR, weights called network/LAYER/PARAMETER; the batch axis stays symbolic.</summary>
internal sealed class NetworkGraph : ILayerVisitor<string>
{
    private readonly GraphBuilder _graph;
    private readonly NetworkWeights _weights;
    private string _value;

    private NetworkGraph(GraphBuilder graph, NetworkWeights weights, string input) => (_graph, _weights, _value) = (graph, weights, input);

    /// <returns>The name of the last layer's output.</returns>
    public static string Append(GraphBuilder graph, NetworkSpec network, NetworkWeights weights, string input)
    {
        var visitor = new NetworkGraph(graph, weights, input);
        return visitor.Append(network.Layers, input);
    }

    public string Visit(Conv2d spec, NetworkLayer layer) => _graph.Add(
        Name(layer, "conv"), "Conv", [_value, .. Parameters(layer)],
        OnnxAttribute.Of("kernel_shape", [spec.Kernel, spec.Kernel]), OnnxAttribute.Of("strides", [spec.Stride, spec.Stride]),
        OnnxAttribute.Of("pads", [spec.Padding, spec.Padding, spec.Padding, spec.Padding]));

    public string Visit(MaxPool2d spec, NetworkLayer layer) => _graph.Add(
        Name(layer, "max_pool"), "MaxPool", [_value], OnnxAttribute.Of("kernel_shape", [spec.Size, spec.Size]), OnnxAttribute.Of("strides", [spec.Size, spec.Size]));

    public string Visit(Relu spec, NetworkLayer layer) => _graph.Add(Name(layer, "relu"), "Relu", [_value]);

    public string Visit(Linear spec, NetworkLayer layer) => _graph.Add(Name(layer, "linear"), "Gemm", [_value, .. Parameters(layer)], OnnxAttribute.Of("transB", 1));

    /// <summary>The identity outside of training.</summary>
    public string Visit(Dropout spec, NetworkLayer layer) => _value;

    public string Visit(Flatten spec, NetworkLayer layer)
    {
        long[] dimensions = [0, .. layer.Output.Dimensions];
        return _graph.Reshape(Name(layer, "flatten"), _value, dimensions);
    }

    public string Visit(Permute spec, NetworkLayer layer) => _graph.Transpose(Name(layer, "permute"), _value, [0, .. spec.Order.Select(axis => axis + 1L)]);

    public string Visit(Lstm spec, NetworkLayer layer) => LstmGraph.Append(_graph, spec, layer, _weights, Name(layer, "lstm"), _value);

    public string Visit(Sequential spec, NetworkLayer layer) => Append(layer.Children, _value);

    public string Visit(Residual spec, NetworkLayer layer)
    {
        string input = _value, shortcut = spec.Shortcut is null ? input : Append(layer.Children[^1], input);
        return _graph.Add(Name(layer, "add"), Append(layer.Children.Take(spec.Body.Count), input), shortcut);
    }

    public string Visit(Sum spec, NetworkLayer layer) => _graph.Add(Name(layer, "sum"), "Sum", Branches(layer));

    public string Visit(Concat spec, NetworkLayer layer) => _graph.Concat(Name(layer, "concat"), Branches(layer), spec.Axis + 1);

    public string Visit(Gated spec, NetworkLayer layer)
    {
        string[] branches = Branches(layer);
        return _graph.Multiply(Name(layer, "gated"), _graph.Add(Name(layer, "tanh"), "Tanh", [branches[0]]), _graph.Add(Name(layer, "sigmoid"), "Sigmoid", [branches[1]]));
    }

    public string Visit(SkipSum spec, NetworkLayer layer)
    {
        string passed = _value;
        var skips = new List<string>();
        int child = 0;
        for (int i = 0; i < spec.Blocks.Count; i++)
        {
            string z = Append(layer.Children[child++], passed);
            string residual = spec.Blocks[i].Residual is null ? z : Append(layer.Children[child++], z);
            skips.Add(spec.Blocks[i].Skip is null ? z : Append(layer.Children[child++], z));
            if (i < spec.Blocks.Count - 1) passed = _graph.Add(Name(layer, $"passed_{i}"), passed, residual);
        }
        return _graph.Add(Name(layer, "sum"), "Sum", skips);
    }

    private string Append(IEnumerable<NetworkLayer> layers, string input) => layers.Aggregate(input, (value, layer) => Append(layer, value));

    private string Append(NetworkLayer layer, string input)
    {
        (string outer, _value) = (_value, input);
        string output = layer.Accept(this);
        _value = outer;
        return output;
    }

    /// <summary>The outputs of all children, which read the same input.</summary>
    private string[] Branches(NetworkLayer layer) => [.. layer.Children.Select(child => Append(child, _value))];

    private IEnumerable<string> Parameters(NetworkLayer layer) =>
        layer.Parameters.Select(parameter => _graph.Constant(OnnxTensor.Of(
            $"network/{parameter.Name.Replace('.', '/')}", _weights[parameter.Name], [.. parameter.Shape.Dimensions.ToArray().Select(dimension => (long)dimension)])));

    private static string Name(NetworkLayer layer, string type) => $"network/{layer.Name}/{type}";
}
