using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>Every layer straight from its definition, in double precision, one example at a time, dropout off: what the engine is held to.</summary>
internal sealed class ReferenceNetwork(NetworkSpec network, IReadOnlyDictionary<string, double[]> weights) : ILayerVisitor<Func<double[], double[]>>
{
    public double[] Forward(double[] input) => Run(network.Layers, input);

    public Func<double[], double[]> Visit(Conv2d spec, NetworkLayer layer) => x =>
    {
        double[] weight = weights[layer.ParameterName("weight")], bias = weights[layer.ParameterName("bias")], y = new double[layer.Output.Count];
        int channels = layer.Input[0], height = layer.Input[1], width = layer.Input[2], outHeight = layer.Output[1], outWidth = layer.Output[2], kernel = spec.Kernel;
        for (int o = 0; o < spec.OutChannels; o++)
            for (int row = 0; row < outHeight; row++)
                for (int column = 0; column < outWidth; column++)
                {
                    double sum = bias[o];
                    for (int c = 0; c < channels; c++)
                        for (int i = 0; i < kernel; i++)
                            for (int j = 0; j < kernel; j++)
                            {
                                int sourceRow = row * spec.Stride + i - spec.Padding, sourceColumn = column * spec.Stride + j - spec.Padding;
                                if (sourceRow < 0 || sourceRow >= height || sourceColumn < 0 || sourceColumn >= width) continue;
                                sum += weight[((o * channels + c) * kernel + i) * kernel + j] * x[(c * height + sourceRow) * width + sourceColumn];
                            }
                    y[(o * outHeight + row) * outWidth + column] = sum;
                }
        return y;
    };

    public Func<double[], double[]> Visit(MaxPool2d spec, NetworkLayer layer) => x =>
    {
        double[] y = new double[layer.Output.Count];
        int height = layer.Input[1], width = layer.Input[2], outHeight = layer.Output[1], outWidth = layer.Output[2];
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i / (outHeight * outWidth), row = i / outWidth % outHeight * spec.Size, column = i % outWidth * spec.Size;
            y[i] = Enumerable.Range(0, spec.Size * spec.Size).Max(k => x[(channel * height + row + k / spec.Size) * width + column + k % spec.Size]);
        }
        return y;
    };

    public Func<double[], double[]> Visit(Relu spec, NetworkLayer layer) => x => Array.ConvertAll(x, value => Math.Max(value, 0));

    public Func<double[], double[]> Visit(Linear spec, NetworkLayer layer) => x =>
    {
        double[] weight = weights[layer.ParameterName("weight")], y = [.. weights[layer.ParameterName("bias")]];
        for (int unit = 0; unit < y.Length; unit++)
            for (int i = 0; i < x.Length; i++) y[unit] += weight[unit * x.Length + i] * x[i];
        return y;
    };

    public Func<double[], double[]> Visit(Dropout spec, NetworkLayer layer) => x => x;

    public Func<double[], double[]> Visit(Flatten spec, NetworkLayer layer) => x => x;

    public Func<double[], double[]> Visit(Permute spec, NetworkLayer layer) => x =>
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            int source = 0, rest = i;
            int[] index = new int[layer.Input.Rank];
            for (int axis = index.Length - 1; axis >= 0; rest /= layer.Output[axis], axis--) index[spec.Order[axis]] = rest % layer.Output[axis];
            for (int axis = 0; axis < index.Length; axis++) source = source * layer.Input[axis] + index[axis];
            y[i] = x[source];
        }
        return y;
    };

    public Func<double[], double[]> Visit(Lstm spec, NetworkLayer layer) => x =>
    {
        int steps = layer.Input[0], hidden = spec.HiddenSize;
        for (int place = 0; place < spec.Layers; place++)
        {
            int features = x.Length / steps;
            double[] inputWeight = weights[layer.ParameterName($"weight_ih_l{place}")], hiddenWeight = weights[layer.ParameterName($"weight_hh_l{place}")];
            double[] inputBias = weights[layer.ParameterName($"bias_ih_l{place}")], hiddenBias = weights[layer.ParameterName($"bias_hh_l{place}")];
            double[] h = new double[hidden], c = new double[hidden], y = new double[steps * hidden];
            for (int step = 0; step < steps; step++)
            {
                double[] gates = new double[4 * hidden];
                for (int gate = 0; gate < gates.Length; gate++)
                {
                    gates[gate] = inputBias[gate] + hiddenBias[gate];
                    for (int i = 0; i < features; i++) gates[gate] += inputWeight[gate * features + i] * x[step * features + i];
                    for (int i = 0; i < hidden; i++) gates[gate] += hiddenWeight[gate * hidden + i] * h[i];
                }
                for (int j = 0; j < hidden; j++)
                {
                    c[j] = Sigmoid(gates[hidden + j]) * c[j] + Sigmoid(gates[j]) * Math.Tanh(gates[2 * hidden + j]);
                    h[j] = Sigmoid(gates[3 * hidden + j]) * Math.Tanh(c[j]);
                }
                h.CopyTo(y, step * hidden);
            }
            x = y;
        }
        return spec.ReturnSequences ? x : x[^hidden..];
    };

    public Func<double[], double[]> Visit(Sequential spec, NetworkLayer layer) => x => Run(layer.Children, x);

    public Func<double[], double[]> Visit(Residual spec, NetworkLayer layer) => x =>
        Add(Run(layer.Children.Take(spec.Body.Count), x), spec.Shortcut is null ? x : Run([layer.Children[^1]], x));

    public Func<double[], double[]> Visit(Sum spec, NetworkLayer layer) => x => layer.Children.Select(child => Run([child], x)).Aggregate(Add);

    public Func<double[], double[]> Visit(Concat spec, NetworkLayer layer) => x =>
    {
        int rows = layer.Output.Dimensions[..spec.Axis].ToArray().Aggregate(1, (product, dimension) => product * dimension);
        double[][] branches = [.. layer.Children.Select(child => Run([child], x))];
        return [.. Enumerable.Range(0, rows).SelectMany(row => branches.SelectMany(branch => branch.Chunk(branch.Length / rows).ElementAt(row)))];
    };

    public Func<double[], double[]> Visit(Gated spec, NetworkLayer layer) => x =>
        [.. Run([layer.Children[0]], x).Zip(Run([layer.Children[1]], x), (filter, gate) => Math.Tanh(filter) * Sigmoid(gate))];

    public Func<double[], double[]> Visit(SkipSum spec, NetworkLayer layer) => x =>
    {
        var sum = new double[layer.Output.Count];
        var children = new Queue<NetworkLayer>(layer.Children);
        foreach (var block in spec.Blocks)
        {
            double[] z = Run([children.Dequeue()], x);
            double[] residual = block.Residual is null ? z : Run([children.Dequeue()], z);
            sum = Add(sum, block.Skip is null ? z : Run([children.Dequeue()], z));
            if (residual.Length == x.Length) x = Add(x, residual);
        }
        return sum;
    };

    private double[] Run(IEnumerable<NetworkLayer> layers, double[] input) => layers.Aggregate(input, (values, layer) => layer.Accept(this)(values));

    private static double[] Add(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a + b)];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
