using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>The engine against the definition of each layer in double precision: outputs directly, gradients through central finite differences.</summary>
public class GradientTests
{
    private const int Batch = 3;

    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["Linear"] = new(Shape.Of(7), [new Linear(5)]),
        ["Linear, wide"] = new(Shape.Of(600), [new Linear(3)]),
        ["Conv2d"] = new(Shape.Of(2, 6, 5), [new Conv2d(3, Kernel: 3, Padding: 1)]),
        ["Conv2d, unpadded"] = new(Shape.Of(3, 5, 7), [new Conv2d(2, Kernel: 2)]),
        ["Conv2d, stride 2, kernel 5"] = new(Shape.Of(2, 7, 9), [new Conv2d(3, Kernel: 5, Stride: 2, Padding: 2)]),
        ["Conv2d, several pixel blocks"] = new(Shape.Of(1, 9, 40), [new Conv2d(2, Kernel: 3, Padding: 1)]),
        ["MaxPool2d"] = new(Shape.Of(2, 5, 7), [new MaxPool2d(2)]),
        ["MaxPool2d, 3 × 3"] = new(Shape.Of(2, 7, 6), [new MaxPool2d(3)]),
        ["Relu"] = new(Shape.Of(37), [new Relu()]),
        ["Flatten and Permute"] = new(Shape.Of(2, 3, 4), [new Permute(2, 0, 1), new Flatten(1), new Permute(1, 0)]),
        ["Lstm, all steps"] = new(Shape.Of(4, 3), [new Lstm(5, Layers: 1, ReturnSequences: true)]),
        ["Lstm, two layers, last step"] = new(Shape.Of(5, 3), [new Lstm(4, Layers: 2)]),
        ["Lstm, one step"] = new(Shape.Of(1, 3), [new Lstm(4, Layers: 2)]),
        ["a small CNN"] = new(Shape.Of(1, 9, 8), [new Conv2d(3, Kernel: 3, Padding: 1), new Relu(), new MaxPool2d(2), new Conv2d(2, Kernel: 3, Padding: 1), new Relu(), new Flatten(), new Linear(4), new Relu(), new Linear(2)]),
        ["a small LSTM"] = new(Shape.Of(1, 3, 5), [new Permute(2, 0, 1), new Flatten(1), new Lstm(4, Layers: 2), new Relu(), new Linear(2)]),
        ["Lstm above Linear"] = new(Shape.Of(2, 3, 4), [new Conv2d(2, Kernel: 1), new Flatten(1), new Lstm(3, Layers: 1, ReturnSequences: true), new Flatten(), new Linear(1)]),
        ["Sequential"] = new(Shape.Of(4), [new Sequential(new Linear(3), new Relu()), new Linear(2)]),
        ["Residual"] = new(Shape.Of(4), [new Residual(new Linear(5), new Relu(), new Linear(4)), new Relu(), new Linear(2)]),
        ["Residual of the input, in place"] = new(Shape.Of(6), [new Residual(new Relu()), new Linear(2)]),
        ["Residual with a shortcut"] = new(Shape.Of(4), [new Linear(4), new Residual(new Relu(), new Linear(3)) { Shortcut = new Linear(3) }]),
        ["Residuals in one another"] = new(Shape.Of(4), [new Linear(4), new Residual(new Linear(4), new Residual(new Linear(4), new Relu()), new Relu())]),
        ["Sum"] = new(Shape.Of(4), [new Sum(new Linear(3), new Sequential(new Relu(), new Linear(3)), new Linear(3))]),
        ["Concat of channels"] = new(Shape.Of(2, 4, 3), [new Concat(0, new Conv2d(3, Kernel: 1), new Relu(), new Conv2d(1, Kernel: 3, Padding: 1)), new Flatten(), new Linear(2)]),
        ["Concat of rows"] = new(Shape.Of(2, 4, 3), [new Conv2d(2, Kernel: 1), new Concat(1, new Relu(), new Permute(0, 1, 2))]),
        ["Gated"] = new(Shape.Of(5), [new Gated(new Linear(4), new Linear(4)), new Linear(2)]),
        ["Gated of one input"] = new(Shape.Of(5), [new Linear(5), new Gated(new Relu(), new Sequential(new Relu(), new Flatten()))]),
        ["SkipSum"] = new(Shape.Of(4), [new Linear(4), new SkipSum(
            new SkipBlock(new Gated(new Linear(3), new Linear(3)), Residual: new Linear(4), Skip: new Linear(2)),
            new SkipBlock(new Linear(4), Skip: new Linear(2)),
            new SkipBlock(new Linear(2)))]),
        ["SkipSum without projections"] = new(Shape.Of(4), [new Linear(4), new SkipSum(new SkipBlock(new Linear(4)), new SkipBlock(new Linear(4)), new SkipBlock(new Linear(4)))]),
        ["SkipSum of one block"] = new(Shape.Of(4), [new SkipSum(new SkipBlock(new Linear(3)))]),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Outputs_are_those_of_the_definition(string name)
    {
        var network = Networks[name];
        var weights = PlanBench.SomeWeights(network);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1);
        using var bench = new PlanBench(network, weights, Batch);

        float[] outputs = bench.Forward(inputs);

        double[] expected = [.. new ReferenceNetwork(network, Doubles(weights)).Forward(Examples(network, Array.ConvertAll(inputs, value => (double)value))).SelectMany(example => example)];
        Assert.InRange(Approximately.RelativeToPeak(expected, outputs), 0, 1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_those_of_central_finite_differences(string name)
    {
        var network = Networks[name];
        var weights = PlanBench.SomeWeights(network);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1), upstream = Some.Floats(Batch * network.Output.Count, seed: 2);
        using var bench = new PlanBench(network, weights, Batch);

        bench.Forward(inputs);
        bench.Backward(upstream);

        var parameters = Doubles(weights);
        HashSet<string> trainable = [.. network.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => parameter.Name)];
        double[] values = Array.ConvertAll(inputs, value => (double)value);
        double Loss() => new ReferenceNetwork(network, parameters).Forward(Examples(network, values)).SelectMany(example => example).Zip(upstream, (y, g) => y * g).Sum();
        Assert.InRange(Approximately.RelativeToPeak(Differences(values, Loss), bench.InputGradient), 0, 1e-4);
        foreach (var (parameter, array) in parameters.Where(parameter => trainable.Contains(parameter.Key))) Assert.InRange(Approximately.RelativeToPeak(Differences(array, Loss), bench.Gradient(parameter)), 0, 1e-4);
    }

    [Fact]
    public void Dropout_scales_what_it_keeps_and_passes_the_gradient_through_the_same_mask()
    {
        var network = new NetworkSpec(Shape.Of(2000), [new Dropout(0.3f)]);
        float[] inputs = [.. Enumerable.Repeat(1f, Batch * 2000)], upstream = Some.Floats(Batch * 2000, seed: 3);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        float[] outputs = bench.Forward(inputs);
        bench.Backward(upstream);

        Assert.All(outputs, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.7) < 1e-6));
        Assert.InRange(outputs.Count(value => value == 0) / (double)outputs.Length, 0.27, 0.33);   // 6000 draws: five standard deviations
        Approximately.Equal([.. upstream.Zip(outputs, (g, mask) => g * mask)], bench.InputGradient, tolerance: 1e-6);
    }

    [Fact]
    public void Dropout_is_the_identity_in_evaluation()
    {
        var network = new NetworkSpec(Shape.Of(50), [new Dropout(0.5f)]);
        float[] inputs = Some.Floats(Batch * 50, seed: 4);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        Assert.Equal(inputs, bench.Forward(inputs, training: false));
    }

    /// <summary>∂loss/∂values, each value moved by ±1e-6.</summary>
    private static double[] Differences(double[] values, Func<double> loss)
    {
        double[] gradient = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = value + 1e-6;
            double above = loss();
            values[i] = value - 1e-6;
            gradient[i] = (above - loss()) / 2e-6;
            values[i] = value;
        }
        return gradient;
    }

    private static double[][] Examples(NetworkSpec network, double[] inputs) => [.. inputs.Chunk(network.Input.Count)];

    private static Dictionary<string, double[]> Doubles(NetworkWeights weights) =>
        weights.Names.ToDictionary(name => name, name => Array.ConvertAll(weights[name].ToArray(), value => (double)value));
}
