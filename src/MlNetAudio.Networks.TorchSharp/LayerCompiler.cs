using MlNetAudio.Networks.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Turns a tree of layers into operations of PyTorch on tensors [batch, ...]. Of the functional kind, but for the recurrent layers, whose fused kernels only its modules reach.</summary>
internal sealed class LayerCompiler : ILayerVisitor<LayerOperation>
{
    private readonly ParameterTensors _parameters;
    private int _place;   // layers finished so far, as the CPU engine counts them: streams of random numbers are told apart by it

    private LayerCompiler(ParameterTensors parameters) => _parameters = parameters;

    /// <param name="parameters">Receives a tensor for every parameter.</param>
    public static LayerOperation Compile(NetworkSpec network, ParameterTensors parameters)
    {
        var body = new LayerCompiler(parameters).Compile(network.Layers);
        return (input, pass) =>
        {
            var output = body(pass.IsRagged ? pass.Masked(input, network.Time!) : input, pass);
            return pass.IsRagged && network.OutputTime is { } time ? pass.Masked(output, time) : output;
        };
    }

    public LayerOperation Visit(Conv1d spec, NetworkLayer layer)
    {
        var (weight, bias) = Affine(layer, spec.HasBias);
        var padding = new Margins(spec.Padding.Before, spec.Padding.After);
        return (x, _) => functional.conv1d(padding.Pad(x), weight, bias, spec.Stride, padding.Native, spec.Dilation, spec.Groups);
    }

    public LayerOperation Visit(Conv2d spec, NetworkLayer layer)
    {
        var (weight, bias) = Affine(layer, spec.HasBias);
        var padding = new Margins(spec.Padding.Left, spec.Padding.Right, spec.Padding.Top, spec.Padding.Bottom);
        long[] strides = Of(spec.Stride), dilations = Of(spec.Dilation);
        return (x, _) => functional.conv2d(padding.Pad(x), weight, bias, strides, padding.NativeOfBoth, dilations, spec.Groups);
    }

    /// <summary>What padding cuts off is cut off afterwards: it need not be the same at both sides.</summary>
    public LayerOperation Visit(ConvTranspose2d spec, NetworkLayer layer)
    {
        var (weight, bias) = Affine(layer, spec.HasBias);
        long[] strides = Of(spec.Stride), dilations = Of(spec.Dilation), more = [spec.OutputPadding.Height, spec.OutputPadding.Width];
        long[] cut = [-spec.Padding.Left, -spec.Padding.Right, -spec.Padding.Top, -spec.Padding.Bottom];
        return (x, _) =>
        {
            var y = functional.conv_transpose2d(x, weight, bias, strides, [0, 0], more, dilations, spec.Groups);
            return cut.All(length => length == 0) ? y : functional.pad(y, cut);
        };
    }

    public LayerOperation Visit(PoolLayer spec, NetworkLayer layer) => Pooling.Of(spec, layer);

    public LayerOperation Visit(BatchNorm spec, NetworkLayer layer)
    {
        Tensor weight = _parameters.Of(layer, "weight"), bias = _parameters.Of(layer, "bias");
        Tensor mean = _parameters.Of(layer, "running_mean"), variance = _parameters.Of(layer, "running_var");
        return (x, pass) => Normalization.OfBatch(spec, layer, x, weight, bias, mean, variance, pass);
    }

    public LayerOperation Visit(LayerNorm spec, NetworkLayer layer)
    {
        Tensor weight = _parameters.Of(layer, "weight"), bias = _parameters.Of(layer, "bias");
        long[] axes = weight.shape;
        return (x, _) => functional.layer_norm(x, axes, weight, bias, spec.Epsilon);
    }

    public LayerOperation Visit(Relu spec, NetworkLayer layer) => (x, _) => x.relu();

    public LayerOperation Visit(LeakyRelu spec, NetworkLayer layer) => (x, _) => x.LeakyRelu(spec.Slope);

    public LayerOperation Visit(Relu6 spec, NetworkLayer layer) => (x, _) => functional.relu6(x);

    /// <summary>The approximation in parts: older versions of TorchSharp do not offer it.</summary>
    public LayerOperation Visit(Gelu spec, NetworkLayer layer) => spec.UsesTanh
        ? (x, _) => x.Times(0.5f) * (x + (x * x * x).Times(0.044715f)).Times(MathF.Sqrt(2 / MathF.PI)).tanh().Plus(1f)
        : (x, _) => functional.gelu(x);

    public LayerOperation Visit(Silu spec, NetworkLayer layer) => (x, _) => x * x.sigmoid();

    public LayerOperation Visit(Tanh spec, NetworkLayer layer) => (x, _) => x.tanh();

    public LayerOperation Visit(Sigmoid spec, NetworkLayer layer) => (x, _) => x.sigmoid();

    public LayerOperation Visit(Softmax spec, NetworkLayer layer) => (x, _) => functional.softmax(x, AxisOf(spec.Axis));

    public LayerOperation Visit(LogSoftmax spec, NetworkLayer layer) => (x, _) => functional.log_softmax(x, AxisOf(spec.Axis));

    public LayerOperation Visit(Linear spec, NetworkLayer layer)
    {
        var (weight, bias) = Affine(layer, spec.HasBias);
        return (x, _) => functional.linear(x, weight, bias);
    }

    public LayerOperation Visit(Dropout spec, NetworkLayer layer)
    {
        int place = _place;
        long[] run = spec.DropsChannels ? [layer.Input[0], .. Enumerable.Repeat(1L, layer.Input.Rank - 1)] : ParameterTensors.Dimensions(layer.Input);
        return (x, pass) => (pass.Mode.Training || spec.IsAlwaysOn) && spec.Probability > 0
            ? x * pass.DropoutMask(place, spec.Probability, DropoutMasks.Places(pass.Device, [pass.Batch, .. run]))
            : x;
    }

    public LayerOperation Visit(Flatten spec, NetworkLayer layer) => Reshaped(layer);

    public LayerOperation Visit(Reshape spec, NetworkLayer layer) => Reshaped(layer);

    public LayerOperation Visit(Permute spec, NetworkLayer layer)
    {
        long[] order = [0, .. spec.Order.Select(axis => axis + 1L)];
        return (x, _) => x.permute(order);
    }

    public LayerOperation Visit(UpsampleNearest spec, NetworkLayer layer)
    {
        var factors = spec.FactorsFor(layer.Input);
        return (x, _) => Enumerable.Range(0, factors.Count).Aggregate(x, (value, i) => factors[i] == 1 ? value : value.repeat_interleave((long)factors[i], i + 2));
    }

    public LayerOperation Visit(FrameLayer spec, NetworkLayer layer)
    {
        long[] margins = [.. spec.Margins(layer.Input).Reverse().SelectMany(margin => (long[])[margin.Before, margin.After])];
        return (x, _) => functional.pad(x, margins);
    }

    public LayerOperation Visit(Rnn spec, NetworkLayer layer) => Recurrence.Of(
        spec, layer, _place, _parameters, input => new RnnCells(RNN(input, spec.HiddenSize, 1, spec.UsesRelu ? NonLinearities.ReLU : NonLinearities.Tanh, true, true, 0, spec.Bidirectional, _parameters.Device)));

    public LayerOperation Visit(Gru spec, NetworkLayer layer) => Recurrence.Of(
        spec, layer, _place, _parameters, input => new GruCells(GRU(input, spec.HiddenSize, 1, true, true, 0, spec.Bidirectional, _parameters.Device)));

    public LayerOperation Visit(Lstm spec, NetworkLayer layer) => Recurrence.Of(
        spec, layer, _place, _parameters, input => new LstmCells(LSTM(input, spec.HiddenSize, 1, true, true, 0, spec.Bidirectional, _parameters.Device)));

    public LayerOperation Visit(PositionalEncoding spec, NetworkLayer layer)
    {
        if (spec.IsLearned)
        {
            var learned = _parameters.Of(layer, "weight");
            return (x, _) => x + learned;
        }
        float[] sinusoids = PositionalEncoding.Sinusoids(layer.Input);
        return (x, pass) => x + ParameterTensors.FromHost(sinusoids, ParameterTensors.Dimensions(layer.Input), pass.Device);
    }

    public LayerOperation Visit(AttentionPool spec, NetworkLayer layer)
    {
        Tensor weight = _parameters.Of(layer, "score.weight"), bias = _parameters.Of(layer, "score.bias");
        return (x, pass) =>
        {
            var scores = functional.linear(x, weight, bias);
            if (pass.IsRagged && layer.InputTime is { } time) scores = pass.Masked(scores, time, float.NegativeInfinity);
            return (functional.softmax(scores, 1) * x).sum(1);
        };
    }

    public LayerOperation Visit(MultiHeadSelfAttention spec, NetworkLayer layer)
    {
        Tensor inWeight = _parameters.Of(layer, "in_proj_weight"), inBias = _parameters.Of(layer, "in_proj_bias");
        Tensor outWeight = _parameters.Of(layer, "out_proj.weight"), outBias = _parameters.Of(layer, "out_proj.bias");
        return new SelfAttention(spec, layer, _place, inWeight, inBias, outWeight, outBias).Apply;
    }

    public LayerOperation Visit(Sequential spec, NetworkLayer layer) => Compile(layer.Children);

    /// <summary>The shortcut is compiled first, as the CPU engine does.</summary>
    public LayerOperation Visit(Residual spec, NetworkLayer layer)
    {
        var shortcut = spec.Shortcut is null ? null : Compile(layer.Children[^1]);
        var body = Compile([.. layer.Children.Take(spec.Body.Count)]);
        return (x, pass) => body(x, pass) + (shortcut is null ? x : shortcut(x, pass));
    }

    public LayerOperation Visit(Sum spec, NetworkLayer layer)
    {
        LayerOperation[] branches = [.. layer.Children.Select(Compile)];
        return (x, pass) => branches.Skip(1).Aggregate(branches[0](x, pass), (sum, branch) => sum + branch(x, pass));
    }

    public LayerOperation Visit(Concat spec, NetworkLayer layer)
    {
        LayerOperation[] branches = [.. layer.Children.Select(Compile)];
        return (x, pass) => cat([.. branches.Select(branch => branch(x, pass))], spec.Axis + 1);
    }

    public LayerOperation Visit(Gated spec, NetworkLayer layer)
    {
        LayerOperation filter = Compile(layer.Children[0]), gate = Compile(layer.Children[1]);
        return (x, pass) => filter(x, pass).tanh() * gate(x, pass).sigmoid();
    }

    public LayerOperation Visit(SkipSum spec, NetworkLayer layer)
    {
        var children = new Queue<LayerOperation>(layer.Children.Select(Compile));
        (LayerOperation Body, LayerOperation? Residual, LayerOperation? Skip)[] blocks =
            [.. spec.Blocks.Select(block => (children.Dequeue(), block.Residual is null ? null : children.Dequeue(), block.Skip is null ? null : children.Dequeue()))];
        return (x, pass) =>
        {
            Tensor? sum = null;
            for (int i = 0; i < blocks.Length; i++)
            {
                var (body, residual, skip) = blocks[i];
                var z = body(x, pass);
                var contribution = skip is null ? z : skip(z, pass);
                sum = sum is null ? contribution : sum + contribution;
                if (i < blocks.Length - 1) x += residual is null ? z : residual(z, pass);
            }
            return sum!;
        };
    }

    private LayerOperation Compile(NetworkLayer layer)
    {
        var operation = layer.Accept(this);
        _place++;
        return (x, pass) =>
        {
            if (pass.IsRagged && layer.ReachesBehindEnd) x = pass.Masked(x, layer.InputTime!);
            var y = operation(x, pass);
            pass.Watch?.Invoke(layer, y);
            return y;
        };
    }

    private LayerOperation Compile(IReadOnlyList<NetworkLayer> layers)
    {
        LayerOperation[] operations = [.. layers.Select(Compile)];
        return (x, pass) => operations.Aggregate(x, (value, operation) => operation(value, pass));
    }

    private (Tensor Weight, Tensor? Bias) Affine(NetworkLayer layer, bool hasBias) => (_parameters.Of(layer, "weight"), hasBias ? _parameters.Of(layer, "bias") : null);

    private static LayerOperation Reshaped(NetworkLayer layer) => (x, pass) => x.reshape(ParameterTensors.Dimensions(pass.Batch, layer.Output));

    /// <summary>With the batch axis.</summary>
    private static int AxisOf(int axis) => axis < 0 ? axis : axis + 1;

    private static long[] Of(Size2d size) => [size.Height, size.Width];

    /// <summary>Zeros around a value: PyTorch's convolutions take what is the same at both sides of an axis themselves.</summary>
    private sealed class Margins(params long[] around)
    {
        private readonly bool _isNative = around.Chunk(2).All(pair => pair[0] == pair[1]);

        /// <summary>Of the last axis.</summary>
        public long Native => _isNative ? around[0] : 0;

        /// <summary>Of height and width.</summary>
        public long[] NativeOfBoth => _isNative ? [around[2], around[0]] : [0, 0];

        public Tensor Pad(Tensor value) => _isNative ? value : functional.pad(value, around);
    }
}
