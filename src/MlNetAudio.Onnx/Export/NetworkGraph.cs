using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>A network's layers → nodes called network/LAYER/OPERATOR, weights called network/LAYER/PARAMETER; the batch axis stays symbolic.</summary>
internal sealed class NetworkGraph : ILayerVisitor<string>
{
    private readonly GraphBuilder _graph;
    private readonly NetworkWeights _weights;
    private readonly LengthGraph? _lengths;
    private string _value;

    private NetworkGraph(GraphBuilder graph, NetworkWeights weights, LengthGraph? lengths, string input) => (_graph, _weights, _lengths, _value) = (graph, weights, lengths, input);

    /// <param name="lengths">
    /// The name of an integer value [batch]: valid steps of each example along the network's time axis; what lies behind is not read, and the output there is zero. Null: every example fills the
    /// input. A length that the network cannot read counts as the nearest that it can.
    /// </param>
    /// <returns>The name of the last layer's output.</returns>
    /// <exception cref="ArgumentException">There are lengths, but the network has no time axis.</exception>
    public static string Append(GraphBuilder graph, NetworkSpec network, NetworkWeights weights, string input, string? lengths = null)
    {
        if (lengths is null) return new NetworkGraph(graph, weights, lengths: null, input).Append(network.Layers, input);
        if (network.Time is not { } time)
            throw new ArgumentException("The front end tells how long each clip is, but the network has no time axis; build it with one (NetworkSpec's timeAxis), or use a front end without lengths.");
        var steps = new LengthGraph(graph, network, lengths);
        string valid = steps.Masked("network/input", input, time, network.Input.Rank), output = new NetworkGraph(graph, weights, steps, valid).Append(network.Layers, valid);
        return network.OutputTime is { } left ? steps.Masked("network/output", output, left, network.Output.Rank) : output;
    }

    public string Visit(Conv1d spec, NetworkLayer layer) => _graph.Add(
        Name(layer, "conv"), "Conv", [_value, .. Parameters(layer)],
        OnnxAttribute.Of("kernel_shape", [spec.Kernel]), OnnxAttribute.Of("strides", [spec.Stride]), OnnxAttribute.Of("pads", [spec.Padding.Before, spec.Padding.After]),
        OnnxAttribute.Of("dilations", [spec.Dilation]), OnnxAttribute.Of("group", spec.Groups));

    public string Visit(Conv2d spec, NetworkLayer layer) => _graph.Add(
        Name(layer, "conv"), "Conv", [_value, .. Parameters(layer)],
        Pair("kernel_shape", spec.Kernel), Pair("strides", spec.Stride), Pads(spec.Padding), Pair("dilations", spec.Dilation), OnnxAttribute.Of("group", spec.Groups));

    public string Visit(ConvTranspose2d spec, NetworkLayer layer) => _graph.Add(
        Name(layer, "conv_transpose"), "ConvTranspose", [_value, .. Parameters(layer)],
        Pair("kernel_shape", spec.Kernel), Pair("strides", spec.Stride), Pads(spec.Padding), Pair("dilations", spec.Dilation), OnnxAttribute.Of("group", spec.Groups),
        OnnxAttribute.Of("output_padding", [spec.OutputPadding.Height, spec.OutputPadding.Width]));

    public string Visit(PoolLayer spec, NetworkLayer layer)
    {
        string name = Name(layer, spec.Kind == PoolKind.Max ? "max_pool" : "average_pool");
        return _lengths is null || layer.InputTime is null || ShortenedPoolGraph.IsPlain(spec, layer)
            ? PoolGraph.Append(_graph, spec, layer, name, _value)
            : ShortenedPoolGraph.Append(_graph, _lengths, spec, layer, name, _value);
    }

    public string Visit(BatchNorm spec, NetworkLayer layer) =>
        _graph.Add(Name(layer, "batch_norm"), "BatchNormalization", [_value, .. Parameters(layer)], OnnxAttribute.Of("epsilon", spec.Epsilon));

    public string Visit(LayerNorm spec, NetworkLayer layer) =>
        _graph.Add(Name(layer, "layer_norm"), "LayerNormalization", [_value, .. Parameters(layer)], OnnxAttribute.Of("axis", -spec.Axes), OnnxAttribute.Of("epsilon", spec.Epsilon));

    public string Visit(Relu spec, NetworkLayer layer) => _graph.Add(Name(layer, "relu"), "Relu", [_value]);

    public string Visit(LeakyRelu spec, NetworkLayer layer) => _graph.Add(Name(layer, "leaky_relu"), "LeakyRelu", [_value], OnnxAttribute.Of("alpha", spec.Slope));

    public string Visit(Relu6 spec, NetworkLayer layer) => _graph.Add(Name(layer, "relu6"), "Clip", [_value, _graph.Single(0), _graph.Single(6)]);

    /// <summary>Gelu itself came with opset 20.</summary>
    public string Visit(Gelu spec, NetworkLayer layer)
    {
        string name = Name(layer, "gelu"), bent;
        if (spec.UsesTanh)
        {
            string cubic = _graph.Multiply($"{name}_cubic", _graph.Multiply($"{name}_square", _value, _value), _graph.Multiply($"{name}_small", _value, _graph.Single(0.044715f)));
            bent = _graph.Add($"{name}_tanh", "Tanh", [_graph.Multiply($"{name}_scaled", _graph.Add($"{name}_sum", _value, cubic), _graph.Single(MathF.Sqrt(2 / MathF.PI)))]);
        }
        else bent = _graph.Add($"{name}_erf", "Erf", [_graph.Multiply($"{name}_scaled", _value, _graph.Single(MathF.Sqrt(0.5f)))]);
        return _graph.Multiply(name, _graph.Multiply($"{name}_half", _value, _graph.Single(0.5f)), _graph.Add($"{name}_distribution", bent, _graph.Single(1)));
    }

    public string Visit(Silu spec, NetworkLayer layer) => _graph.Multiply(Name(layer, "silu"), _value, _graph.Add(Name(layer, "sigmoid"), "Sigmoid", [_value]));

    public string Visit(Tanh spec, NetworkLayer layer) => _graph.Add(Name(layer, "tanh"), "Tanh", [_value]);

    public string Visit(Sigmoid spec, NetworkLayer layer) => _graph.Add(Name(layer, "sigmoid"), "Sigmoid", [_value]);

    public string Visit(Softmax spec, NetworkLayer layer) => _graph.Add(Name(layer, "softmax"), "Softmax", [_value], Axis(spec.Axis));

    public string Visit(LogSoftmax spec, NetworkLayer layer) => _graph.Add(Name(layer, "log_softmax"), "LogSoftmax", [_value], Axis(spec.Axis));

    public string Visit(Linear spec, NetworkLayer layer) => layer.Input.Rank == 1
        ? _graph.Add(Name(layer, "linear"), "Gemm", [_value, .. Parameters(layer)], OnnxAttribute.Of("transB", 1))
        : AttentionGraph.Dense(_graph, layer, _weights, "weight", spec.HasBias ? "bias" : null, Name(layer, "linear"), _value);

    /// <summary>The identity outside of training, unless it is always on.</summary>
    public string Visit(Dropout spec, NetworkLayer layer)
    {
        if (!spec.IsAlwaysOn || spec.Probability == 0) return _value;
        string name = Name(layer, "dropout");
        if (spec.DropsChannels && layer.Input.Rank > 1) return DropChannels(spec, layer, name);
        string isTraining = _graph.Constant(new($"{name}_is_on", OnnxElementType.Bool, [], new byte[] { 1 }));
        return _graph.Add(name, "Dropout", [_value, _graph.Single(spec.Probability), isTraining]);
    }

    public string Visit(Flatten spec, NetworkLayer layer) => Reshaped(layer, "flatten");

    public string Visit(Reshape spec, NetworkLayer layer) => Reshaped(layer, "reshape");

    public string Visit(Permute spec, NetworkLayer layer) => _graph.Transpose(Name(layer, "permute"), _value, [0, .. spec.Order.Select(axis => axis + 1L)]);

    public string Visit(UpsampleNearest spec, NetworkLayer layer)
    {
        float[] scales = [1, 1, .. spec.FactorsFor(layer.Input).Select(factor => (float)factor)];
        return _graph.Add(
            Name(layer, "upsample"), "Resize", [_value, "", _graph.Constant(OnnxTensor.Of(Name(layer, "upsample_scales"), scales, scales.Length))],
            OnnxAttribute.Of("mode", "nearest"), OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"), OnnxAttribute.Of("nearest_mode", "floor"));
    }

    public string Visit(FrameLayer spec, NetworkLayer layer)
    {
        var margins = spec.Margins(layer.Input);
        string value = _value;
        for (int i = 0; i < margins.Count; i++)
            if (margins[i].Before < 0 || margins[i].After < 0)
                value = _graph.Slice(Name(layer, $"crop_{i}"), value, Math.Max(0, -margins[i].Before), layer.Input[i + 1] + Math.Min(0, margins[i].After), i + 2);
        if (margins.All(margin => margin is { Before: <= 0, After: <= 0 })) return value;
        long[] pads = [0, 0, .. margins.Select(margin => Math.Max(0L, margin.Before)), 0, 0, .. margins.Select(margin => Math.Max(0L, margin.After))];
        return _graph.Add(Name(layer, "pad"), "Pad", [value, _graph.Integers(pads)]);
    }

    public string Visit(Rnn spec, NetworkLayer layer) => RecurrentGraph.Append(_graph, _lengths, spec, layer, _weights, Name(layer, "rnn"), _value);

    public string Visit(Gru spec, NetworkLayer layer) => RecurrentGraph.Append(_graph, _lengths, spec, layer, _weights, Name(layer, "gru"), _value);

    public string Visit(Lstm spec, NetworkLayer layer) => RecurrentGraph.Append(_graph, _lengths, spec, layer, _weights, Name(layer, "lstm"), _value);

    public string Visit(PositionalEncoding spec, NetworkLayer layer)
    {
        string table = spec.IsLearned
            ? Parameters(layer).Single()
            : _graph.Constant(OnnxTensor.Of(Name(layer, "sinusoids"), PositionalEncoding.Sinusoids(layer.Input), layer.Input[0], layer.Input[1]));
        return _graph.Add(Name(layer, "positions"), _value, table);
    }

    public string Visit(AttentionPool spec, NetworkLayer layer) => AttentionGraph.Pool(_graph, _lengths, layer, _weights, Name(layer, "attention_pool"), _value);

    public string Visit(MultiHeadSelfAttention spec, NetworkLayer layer) => AttentionGraph.SelfAttention(_graph, _lengths, spec, layer, _weights, Name(layer, "self_attention"), _value);

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

    /// <summary>One random number for each channel, where Dropout itself draws one for each value.</summary>
    private string DropChannels(Dropout spec, NetworkLayer layer, string name)
    {
        string first = _graph.Slice($"{name}_first", _graph.Reshape($"{name}_channels", _value, 0, layer.Input[0], -1), 0, 1, 2);
        string isKept = _graph.Add($"{name}_is_kept", "GreaterOrEqual", [_graph.Add($"{name}_random", "RandomUniformLike", [first]), _graph.Single(spec.Probability)]);
        string mask = _graph.Multiply($"{name}_mask", _graph.Cast($"{name}_kept", isKept, OnnxElementType.Float), _graph.Single(1 / (1 - spec.Probability)));
        long[] perChannel = [0, layer.Input[0], .. Enumerable.Repeat(1L, layer.Input.Rank - 1)];
        return _graph.Multiply(name, _value, _graph.Reshape($"{name}_mask_of_channels", mask, perChannel));
    }

    private string Append(IEnumerable<NetworkLayer> layers, string input) => layers.Aggregate(input, (value, layer) => Append(layer, value));

    private string Append(NetworkLayer layer, string input)
    {
        (string outer, _value) = (_value, input);
        if (_lengths is not null && layer.ReachesBehindEnd) _value = _lengths.Masked(Name(layer, "valid"), input, layer.InputTime!, layer.Input.Rank);
        string output = layer.Accept(this);
        _value = outer;
        return output;
    }

    /// <summary>The outputs of all children, which read the same input.</summary>
    private string[] Branches(NetworkLayer layer) => [.. layer.Children.Select(child => Append(child, _value))];

    private IEnumerable<string> Parameters(NetworkLayer layer) =>
        layer.Parameters.Select(parameter => _graph.Constant(OnnxTensor.Of(
            $"network/{parameter.Name.Replace('.', '/')}", _weights[parameter.Name], [.. parameter.Shape.Dimensions.ToArray().Select(dimension => (long)dimension)])));

    private string Reshaped(NetworkLayer layer, string type)
    {
        long[] dimensions = [0, .. layer.Output.Dimensions];
        return _graph.Reshape(Name(layer, type), _value, dimensions);
    }

    /// <summary>The batch axis counts in ONNX.</summary>
    private static OnnxAttribute Axis(int axis) => OnnxAttribute.Of("axis", axis < 0 ? axis : axis + 1);

    private static OnnxAttribute Pair(string name, Size2d size) => OnnxAttribute.Of(name, [size.Height, size.Width]);

    private static OnnxAttribute Pads(Padding2d padding) => OnnxAttribute.Of("pads", [padding.Top, padding.Left, padding.Bottom, padding.Right]);

    private static string Name(NetworkLayer layer, string type) => $"network/{layer.Name}/{type}";
}
