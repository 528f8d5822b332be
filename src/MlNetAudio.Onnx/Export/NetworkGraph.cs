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
        foreach (var layer in network.Layers) visitor._value = layer.Accept(visitor);
        return visitor._value;
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

    private IEnumerable<string> Parameters(NetworkLayer layer) =>
        layer.Parameters.Select(parameter => _graph.Constant(OnnxTensor.Of(
            $"network/{parameter.Name.Replace('.', '/')}", _weights[parameter.Name], [.. parameter.Shape.Dimensions.ToArray().Select(dimension => (long)dimension)])));

    private static string Name(NetworkLayer layer, string type) => $"network/{layer.Name}/{type}";
}
