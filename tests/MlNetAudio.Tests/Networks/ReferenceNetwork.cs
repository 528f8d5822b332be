using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>Every layer straight from its definition, in double precision, on a batch of examples, dropout off: what the engine is held to.</summary>
/// <param name="training">BatchNorm measures the batch instead of using its running estimates.</param>
internal sealed class ReferenceNetwork(NetworkSpec network, IReadOnlyDictionary<string, double[]> weights, bool training = true) : ILayerVisitor<Func<double[][], double[][]>>
{
    public double[][] Forward(double[][] inputs) => Run(network.Layers, inputs);

    /// <summary>One layer alone.</summary>
    public double[][] Apply(NetworkLayer layer, double[][] inputs) => layer.Accept(this)(inputs);

    public Func<double[][], double[][]> Visit(Conv1d spec, NetworkLayer layer) => Each(x =>
        Convolve(x, layer, layer.Input[0], (1, layer.Input[1]), (1, layer.Output[1]), (1, spec.Kernel), (1, spec.Stride), (0, spec.Padding.Before), (1, spec.Dilation), spec.Groups, spec.HasBias));

    public Func<double[][], double[][]> Visit(Conv2d spec, NetworkLayer layer) => Each(x => Convolve(
        x, layer, layer.Input[0], (layer.Input[1], layer.Input[2]), (layer.Output[1], layer.Output[2]), (spec.Kernel.Height, spec.Kernel.Width), (spec.Stride.Height, spec.Stride.Width),
        (spec.Padding.Top, spec.Padding.Left), (spec.Dilation.Height, spec.Dilation.Width), spec.Groups, spec.HasBias));

    public Func<double[][], double[][]> Visit(ConvTranspose2d spec, NetworkLayer layer) => Each(x =>
    {
        double[] weight = Of(layer, "weight"), y = new double[layer.Output.Count];
        int channels = layer.Input[0] / spec.Groups, outChannels = spec.OutChannels / spec.Groups, height = layer.Output[1], width = layer.Output[2];
        for (int i = 0; i < x.Length; i++)
            for (int o = 0; o < outChannels; o++)
                for (int ky = 0; ky < spec.Kernel.Height; ky++)
                    for (int kx = 0; kx < spec.Kernel.Width; kx++)
                    {
                        int channel = i / (layer.Input[1] * layer.Input[2]);
                        int row = i / layer.Input[2] % layer.Input[1] * spec.Stride.Height - spec.Padding.Top + ky * spec.Dilation.Height;
                        int column = i % layer.Input[2] * spec.Stride.Width - spec.Padding.Left + kx * spec.Dilation.Width;
                        if (row < 0 || row >= height || column < 0 || column >= width) continue;
                        y[((channel / channels * outChannels + o) * height + row) * width + column] += x[i] * weight[((channel * outChannels + o) * spec.Kernel.Height + ky) * spec.Kernel.Width + kx];
                    }
        if (spec.HasBias)
            for (int i = 0; i < y.Length; i++) y[i] += Of(layer, "bias")[i / (height * width)];
        return y;
    });

    public Func<double[][], double[][]> Visit(PoolLayer spec, NetworkLayer layer) => Each(x =>
    {
        var axes = spec.Axes(layer.Input);
        if (axes.Count == 1) axes = [new GlobalMaxPool().Axes(Shape.Of(1, 1))[0], axes[0]];
        double[] y = new double[layer.Output.Count];
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i / (axes[0].Count * axes[1].Count), row = i / axes[1].Count % axes[0].Count, column = i % axes[1].Count;
            var values = from r in Enumerable.Range(axes[0].Start(row), axes[0].End(row) - axes[0].Start(row))
                         from c in Enumerable.Range(axes[1].Start(column), axes[1].End(column) - axes[1].Start(column))
                         select x[(channel * axes[0].Length + r) * axes[1].Length + c];
            y[i] = spec.Kind == PoolKind.Max ? values.Max() : values.Sum() / (axes[0].Divisor(row) * axes[1].Divisor(column));
        }
        return y;
    });

    public Func<double[][], double[][]> Visit(BatchNorm spec, NetworkLayer layer) => batch =>
    {
        int channels = layer.Input[0], plane = layer.Input.Count / channels;
        double[] mean = [.. Of(layer, "running_mean")], variance = [.. Of(layer, "running_var")];
        for (int channel = 0; channel < channels && training; channel++)
        {
            double[] values = [.. batch.SelectMany(x => x.AsSpan(channel * plane, plane).ToArray())];
            mean[channel] = values.Average();
            variance[channel] = values.Average(value => (value - mean[channel]) * (value - mean[channel]));
        }
        return [.. batch.Select(x => (double[])[.. x.Select((value, i) => (value - mean[i / plane]) / Math.Sqrt(variance[i / plane] + spec.Epsilon) * Of(layer, "weight")[i / plane] + Of(layer, "bias")[i / plane])])];
    };

    public Func<double[][], double[][]> Visit(LayerNorm spec, NetworkLayer layer) => Each(x =>
    {
        double[] weight = Of(layer, "weight"), bias = Of(layer, "bias");
        return
        [
            .. x.Chunk(weight.Length).SelectMany(row =>
            {
                double mean = row.Average(), variance = row.Average(value => (value - mean) * (value - mean));
                return row.Select((value, i) => (value - mean) / Math.Sqrt(variance + spec.Epsilon) * weight[i] + bias[i]);
            }),
        ];
    });

    public Func<double[][], double[][]> Visit(Relu spec, NetworkLayer layer) => Value(x => Math.Max(x, 0));

    public Func<double[][], double[][]> Visit(LeakyRelu spec, NetworkLayer layer) => Value(x => x > 0 ? x : spec.Slope * x);

    public Func<double[][], double[][]> Visit(Relu6 spec, NetworkLayer layer) => Value(x => Math.Clamp(x, 0, 6));

    public Func<double[][], double[][]> Visit(Gelu spec, NetworkLayer layer) =>
        Value(x => spec.UsesTanh ? x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2 : x * (1 + Erf(x / Math.Sqrt(2))) / 2);

    public Func<double[][], double[][]> Visit(Silu spec, NetworkLayer layer) => Value(x => x * Logistic(x));

    public Func<double[][], double[][]> Visit(Tanh spec, NetworkLayer layer) => Value(Math.Tanh);

    public Func<double[][], double[][]> Visit(Sigmoid spec, NetworkLayer layer) => Value(Logistic);

    public Func<double[][], double[][]> Visit(Softmax spec, NetworkLayer layer) => Each(x => AlongAxis(x, layer.Input, spec.Axis, SoftmaxOf));

    public Func<double[][], double[][]> Visit(LogSoftmax spec, NetworkLayer layer) => Each(x => AlongAxis(x, layer.Input, spec.Axis, row => Array.ConvertAll(SoftmaxOf(row), Math.Log)));

    public Func<double[][], double[][]> Visit(Linear spec, NetworkLayer layer) => Each(x => Affine(x, Of(layer, "weight"), spec.HasBias ? Of(layer, "bias") : new double[spec.Units]));

    public Func<double[][], double[][]> Visit(Dropout spec, NetworkLayer layer) => x => x;

    public Func<double[][], double[][]> Visit(Flatten spec, NetworkLayer layer) => x => x;

    public Func<double[][], double[][]> Visit(Reshape spec, NetworkLayer layer) => x => x;

    public Func<double[][], double[][]> Visit(Permute spec, NetworkLayer layer) => Each(x => Fetch(x, layer, (index, source) =>
    {
        for (int axis = 0; axis < index.Length; axis++) source[spec.Order[axis]] = index[axis];
    }));

    public Func<double[][], double[][]> Visit(UpsampleNearest spec, NetworkLayer layer) => Each(x => Fetch(x, layer, (index, source) =>
    {
        source[0] = index[0];
        for (int axis = 1; axis < index.Length; axis++) source[axis] = index[axis] * layer.Input[axis] / layer.Output[axis];
    }));

    public Func<double[][], double[][]> Visit(FrameLayer spec, NetworkLayer layer) => Each(x => Fetch(x, layer, (index, source) =>
    {
        source[0] = index[0];
        for (int axis = 1; axis < index.Length; axis++) source[axis] = index[axis] - spec.Margins(layer.Input)[axis - 1].Before;
    }));

    public Func<double[][], double[][]> Visit(Rnn spec, NetworkLayer layer) => Recur(spec, layer, (input, hidden, state) =>
    {
        for (int j = 0; j < spec.HiddenSize; j++) state[j] = spec.UsesRelu ? Math.Max(0, input[j] + hidden[j]) : Math.Tanh(input[j] + hidden[j]);
    });

    public Func<double[][], double[][]> Visit(Gru spec, NetworkLayer layer) => Recur(spec, layer, (input, hidden, state) =>
    {
        int n = spec.HiddenSize;
        for (int j = 0; j < n; j++)
        {
            double r = Logistic(input[j] + hidden[j]), z = Logistic(input[n + j] + hidden[n + j]);
            state[j] = (1 - z) * Math.Tanh(input[2 * n + j] + r * hidden[2 * n + j]) + z * state[j];
        }
    });

    public Func<double[][], double[][]> Visit(Lstm spec, NetworkLayer layer) => Recur(spec, layer, (input, hidden, state) =>
    {
        int n = spec.HiddenSize;   // state: h, then c
        for (int j = 0; j < n; j++)
        {
            state[n + j] = Logistic(input[n + j] + hidden[n + j]) * state[n + j] + Logistic(input[j] + hidden[j]) * Math.Tanh(input[2 * n + j] + hidden[2 * n + j]);
            state[j] = Logistic(input[3 * n + j] + hidden[3 * n + j]) * Math.Tanh(state[n + j]);
        }
    });

    public Func<double[][], double[][]> Visit(PositionalEncoding spec, NetworkLayer layer) => Each(x =>
    {
        int features = layer.Input[1];
        if (spec.IsLearned) return [.. x.Zip(Of(layer, "weight"), (value, position) => value + position)];
        return [.. x.Select((value, i) =>
        {
            double angle = i / features / Math.Pow(10_000, i % features / 2 * 2.0 / features);
            return value + (i % features % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        })];
    });

    public Func<double[][], double[][]> Visit(AttentionPool spec, NetworkLayer layer) => Each(x =>
    {
        double[][] steps = [.. x.Chunk(layer.Input[1])];
        double[] attention = SoftmaxOf(Affine(x, Of(layer, "score.weight"), Of(layer, "score.bias")));
        return [.. Enumerable.Range(0, layer.Input[1]).Select(j => steps.Select((step, t) => attention[t] * step[j]).Sum())];
    });

    public Func<double[][], double[][]> Visit(MultiHeadSelfAttention spec, NetworkLayer layer) => Each(x =>
    {
        int features = layer.Input[1], width = features / spec.Heads;
        double[][] projected = [.. Affine(x, Of(layer, "in_proj_weight"), Of(layer, "in_proj_bias")).Chunk(3 * features)];
        var attended = new double[x.Length];
        for (int head = 0; head < spec.Heads; head++)
            for (int t = 0; t < projected.Length; t++)
            {
                double[] scores = SoftmaxOf([.. projected.Select(key => Enumerable.Range(head * width, width).Sum(j => projected[t][j] * key[features + j]) / Math.Sqrt(width))]);
                for (int j = head * width; j < (head + 1) * width; j++) attended[t * features + j] = projected.Select((value, s) => scores[s] * value[2 * features + j]).Sum();
            }
        return Affine(attended, Of(layer, "out_proj.weight"), Of(layer, "out_proj.bias"));
    });

    public Func<double[][], double[][]> Visit(Sequential spec, NetworkLayer layer) => x => Run(layer.Children, x);

    public Func<double[][], double[][]> Visit(Residual spec, NetworkLayer layer) => x =>
        Zip(Run(layer.Children.Take(spec.Body.Count), x), spec.Shortcut is null ? x : Run([layer.Children[^1]], x), (body, shortcut) => body + shortcut);

    public Func<double[][], double[][]> Visit(Sum spec, NetworkLayer layer) => x => layer.Children.Select(child => Run([child], x)).Aggregate((sum, branch) => Zip(sum, branch, (a, b) => a + b));

    public Func<double[][], double[][]> Visit(Concat spec, NetworkLayer layer) => x =>
    {
        int rows = layer.Output.Dimensions[..spec.Axis].ToArray().Aggregate(1, (product, dimension) => product * dimension);
        double[][][] branches = [.. layer.Children.Select(child => Run([child], x))];
        return [.. x.Select((_, i) => (double[])[.. Enumerable.Range(0, rows).SelectMany(row => branches.SelectMany(branch => branch[i].Chunk(branch[i].Length / rows).ElementAt(row)))])];
    };

    public Func<double[][], double[][]> Visit(Gated spec, NetworkLayer layer) => x =>
        Zip(Run([layer.Children[0]], x), Run([layer.Children[1]], x), (filter, gate) => Math.Tanh(filter) * Logistic(gate));

    public Func<double[][], double[][]> Visit(SkipSum spec, NetworkLayer layer) => x =>
    {
        double[][]? sum = null;
        var children = new Queue<NetworkLayer>(layer.Children);
        foreach (var block in spec.Blocks)
        {
            double[][] z = Run([children.Dequeue()], x);
            double[][] residual = block.Residual is null ? z : Run([children.Dequeue()], z);
            double[][] skip = block.Skip is null ? z : Run([children.Dequeue()], z);
            sum = sum is null ? skip : Zip(sum, skip, (a, b) => a + b);
            if (children.Count > 0) x = Zip(x, residual, (a, b) => a + b);
        }
        return sum!;
    };

    private double[][] Run(IEnumerable<NetworkLayer> layers, double[][] batch) => layers.Aggregate(batch, (values, layer) => layer.Accept(this)(values));

    private double[] Of(NetworkLayer layer, string parameter) => weights[layer.ParameterName(parameter)];

    private static Func<double[][], double[][]> Each(Func<double[], double[]> example) => batch => Array.ConvertAll(batch, x => example(x));

    private static Func<double[][], double[][]> Value(Func<double, double> function) => Each(x => Array.ConvertAll(x, value => function(value)));

    private static double[][] Zip(double[][] one, double[][] other, Func<double, double, double> join) => [.. one.Zip(other, (a, b) => (double[])[.. a.Zip(b, join)])];

    private double[] Convolve(
        double[] x, NetworkLayer layer, int channels, (int Y, int X) size, (int Y, int X) output, (int Y, int X) kernel, (int Y, int X) stride, (int Y, int X) padding, (int Y, int X) dilation, int groups, bool hasBias)
    {
        double[] weight = Of(layer, "weight"), y = new double[layer.Output.Count];
        int groupChannels = channels / groups, groupOutputs = layer.Output[0] / groups;
        for (int i = 0; i < y.Length; i++)
        {
            int o = i / (output.Y * output.X), row = i / output.X % output.Y, column = i % output.X;
            if (hasBias) y[i] = Of(layer, "bias")[o];
            for (int c = 0; c < groupChannels; c++)
                for (int ky = 0; ky < kernel.Y; ky++)
                    for (int kx = 0; kx < kernel.X; kx++)
                    {
                        int sourceRow = row * stride.Y + ky * dilation.Y - padding.Y, sourceColumn = column * stride.X + kx * dilation.X - padding.X;
                        if (sourceRow < 0 || sourceRow >= size.Y || sourceColumn < 0 || sourceColumn >= size.X) continue;
                        y[i] += weight[((o * groupChannels + c) * kernel.Y + ky) * kernel.X + kx] * x[((o / groupOutputs * groupChannels + c) * size.Y + sourceRow) * size.X + sourceColumn];
                    }
        }
        return y;
    }

    /// <param name="cell">From the sums of the input's gates, those of the state's, and the state, to the next state, in its place.</param>
    private Func<double[][], double[][]> Recur(RecurrentLayer spec, NetworkLayer layer, Action<double[], double[], double[]> cell) => Each(x =>
    {
        int steps = layer.Input[0], hidden = spec.HiddenSize;
        double[] final = [];
        for (int place = 0; place < spec.Layers; place++)
        {
            double[][] rows = [.. x.Chunk(x.Length / steps)], outputs = [.. rows.Select(_ => new double[spec.Directions * hidden])];
            final = [];
            for (int direction = 0; direction < spec.Directions; direction++)
            {
                string suffix = RecurrentLayer.Suffix(place, direction);
                var state = new double[2 * hidden];
                for (int i = 0; i < steps; i++)
                {
                    int step = direction == 0 ? i : steps - 1 - i;
                    cell(
                        Affine(rows[step], Of(layer, $"weight_ih_{suffix}"), Of(layer, $"bias_ih_{suffix}")),
                        Affine(state[..hidden], Of(layer, $"weight_hh_{suffix}"), Of(layer, $"bias_hh_{suffix}")), state);
                    state.AsSpan(0, hidden).CopyTo(outputs[step].AsSpan(direction * hidden));
                }
                final = [.. final, .. state[..hidden]];
            }
            x = [.. outputs.SelectMany(row => row)];
        }
        return spec.ReturnSequences ? x : final;
    });

    /// <summary>W·row + b for each row of x.</summary>
    private static double[] Affine(double[] x, double[] weight, double[] bias)
    {
        int features = weight.Length / bias.Length;
        return [.. x.Chunk(features).SelectMany(row => bias.Select((b, unit) => b + row.Select((value, i) => value * weight[unit * features + i]).Sum()))];
    }

    private static double[] AlongAxis(double[] x, Shape shape, int axis, Func<double[], double[]> function)
    {
        if (axis < 0) axis += shape.Rank;
        int inner = shape.Dimensions[(axis + 1)..].ToArray().Aggregate(1, (product, dimension) => product * dimension), count = shape[axis];
        double[] y = new double[x.Length];
        for (int row = 0; row < x.Length / count; row++)
        {
            int start = row / inner * count * inner + row % inner;
            double[] values = function([.. Enumerable.Range(0, count).Select(i => x[start + i * inner])]);
            for (int i = 0; i < count; i++) y[start + i * inner] = values[i];
        }
        return y;
    }

    private static double[] Fetch(double[] x, NetworkLayer layer, Action<int[], int[]> find)
    {
        double[] y = new double[layer.Output.Count];
        int[] index = new int[layer.Output.Rank], source = new int[layer.Input.Rank];
        for (int i = 0; i < y.Length; i++)
        {
            for (int axis = index.Length - 1, rest = i; axis >= 0; rest /= layer.Output[axis], axis--) index[axis] = rest % layer.Output[axis];
            find(index, source);
            if (source.Select((place, axis) => place >= 0 && place < layer.Input[axis]).All(inside => inside)) y[i] = x[source.Select((place, axis) => (place, axis)).Aggregate(0, (sum, item) => sum * layer.Input[item.axis] + item.place)];
        }
        return y;
    }

    private static double[] SoftmaxOf(double[] x)
    {
        double[] exponentials = Array.ConvertAll(x, value => Math.Exp(value - x.Max()));
        return Array.ConvertAll(exponentials, value => value / exponentials.Sum());
    }

    /// <summary>2/√π · Σ (−1)ⁿ x^(2n+1) / (n! (2n + 1)), enough terms for |x| below 4.</summary>
    private static double Erf(double x)
    {
        double term = x, sum = x;
        for (int n = 1; n < 120; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
