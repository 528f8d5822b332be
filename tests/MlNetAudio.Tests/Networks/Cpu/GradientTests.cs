using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>The engine against the definition of each layer in double precision: outputs directly, gradients through central finite differences.</summary>
public class GradientTests
{
    private const int Batch = 3;

    public static TheoryData<string> Names => LayerExamples.Names;

    [Theory, MemberData(nameof(Names))]
    public void Outputs_are_those_of_the_definition(string name)
    {
        var network = LayerExamples.Named(name);
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
        var network = LayerExamples.Named(name);
        var weights = PlanBench.SomeWeights(network);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1), upstream = Some.Floats(Batch * network.Output.Count, seed: 2);
        using var bench = new PlanBench(network, weights, Batch);

        bench.Forward(inputs);
        bench.Backward(upstream);

        var parameters = Doubles(weights);
        HashSet<string> trainable = [.. network.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => parameter.Name)];
        double[] values = Array.ConvertAll(inputs, value => (double)value);
        double Loss() => new ReferenceNetwork(network, parameters).Forward(Examples(network, values)).SelectMany(example => example).Zip(upstream, (y, g) => y * g).Sum();
        Assert.InRange(Approximately.RelativeToPeak(CentralDifferences.Of(values, Loss), bench.InputGradient), 0, 1e-4);
        foreach (var (parameter, array) in parameters.Where(parameter => trainable.Contains(parameter.Key))) Assert.InRange(Approximately.RelativeToPeak(CentralDifferences.Of(array, Loss), bench.Gradient(parameter)), 0, 1e-4);
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
    public void Dropout_of_channels_keeps_or_drops_each_as_a_whole_and_its_gradient_too()
    {
        var network = new NetworkSpec(Shape.Of(600, 5), [new Dropout(0.3f) { DropsChannels = true }]);
        float[] inputs = [.. Enumerable.Repeat(1f, Batch * 3000)], upstream = Some.Floats(Batch * 3000, seed: 3);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        float[] outputs = bench.Forward(inputs);
        bench.Backward(upstream);

        Assert.All(outputs.Chunk(5), channel => Assert.All(channel, value => Assert.Equal(channel[0], value)));
        Assert.All(outputs, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.7) < 1e-6));
        Assert.InRange(outputs.Count(value => value == 0) / (double)outputs.Length, 0.25, 0.35);   // 1800 draws: more than four standard deviations
        Approximately.Equal([.. upstream.Zip(outputs, (g, mask) => g * mask)], bench.InputGradient, tolerance: 1e-6);
    }

    [Fact]
    public void Dropout_that_is_always_on_drops_in_evaluation_too()
    {
        var network = new NetworkSpec(Shape.Of(2000), [new Dropout(0.3f) { IsAlwaysOn = true }]);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        float[] outputs = bench.Forward([.. Enumerable.Repeat(1f, Batch * 2000)], training: false);

        Assert.InRange(outputs.Count(value => value == 0) / (double)outputs.Length, 0.27, 0.33);   // 6000 draws: five standard deviations
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Dropout_between_recurrent_layers_and_on_attention_has_the_gradient_of_what_it_kept(bool attention)
    {
        var network = attention
            ? new NetworkSpec(Shape.Of(4, 6), [new MultiHeadSelfAttention(Heads: 2, Dropout: 0.4f)])
            : new NetworkSpec(Shape.Of(4, 3), [new Gru(5, Layers: 3, ReturnSequences: true) { Dropout = 0.4f, Bidirectional = true }]);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1), upstream = Some.Floats(Batch * network.Output.Count, seed: 2);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        bench.Forward(inputs);
        bench.Backward(upstream);

        // The mask is the same in every pass of a step, so the engine's own outputs can be differentiated; in single precision, hence with large steps and a wide tolerance.
        double[] differences = [.. Enumerable.Range(0, inputs.Length).Select(i => (Loss(i, 0.02f) - Loss(i, -0.02f)) / 0.04)];
        Assert.InRange(Approximately.RelativeToPeak(differences, bench.InputGradient), 0, 1e-2);
        Assert.NotEqual(bench.Forward(inputs, training: false), bench.Forward(inputs));

        double Loss(int i, float move)
        {
            float[] moved = [.. inputs];
            moved[i] += move;
            return bench.Forward(moved).Zip(upstream, (y, g) => (double)y * g).Sum();
        }
    }

    [Fact]
    public void Running_estimates_move_in_training_alone_and_are_used_in_evaluation()
    {
        var network = new NetworkSpec(Shape.Of(2), [new BatchNorm { Momentum = 0.5f, Epsilon = 1e-9f }]);
        using var bench = new PlanBench(network, InitialWeights.Draw(network, seed: 1), batch: 2);

        bench.Forward([1, 10, 3, 30]);
        bench.Backward(new float[4]);
        float[] evaluated = bench.Forward([1, 5, 1, 5], training: false);

        Assert.Equal([1, 10], bench.Weights["0.running_mean"].ToArray());       // half the way from 0 to 2 and 20
        Assert.Equal([1.5f, 100.5f], bench.Weights["0.running_var"].ToArray());   // half the way from 1 to the unbiased 2 and 200
        Approximately.Equal([0, -5 / MathF.Sqrt(100.5f), 0, -5 / MathF.Sqrt(100.5f)], evaluated, tolerance: 1e-6);
    }

    [Theory, MemberData(nameof(Names))]
    public void Outputs_and_gradients_are_the_same_bits_at_any_number_of_threads(string name)
    {
        var network = LayerExamples.Named(name);
        var weights = PlanBench.SomeWeights(network);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1), upstream = Some.Floats(Batch * network.Output.Count, seed: 2);
        using PlanBench one = new(network, weights, Batch, threads: 1), three = new(network, weights, Batch, threads: 3);

        Assert.Equal(one.Forward(inputs), three.Forward(inputs));
        one.Backward(upstream);
        three.Backward(upstream);

        Assert.Equal(one.InputGradient, three.InputGradient);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable)) Assert.Equal(one.Gradient(parameter.Name), three.Gradient(parameter.Name));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Gradients_of_a_first_convolution_are_the_same_without_that_of_its_input(bool normalised)
    {
        LayerSpec[] layers = normalised ? [new Conv2d(5, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm(), new Relu(), new MaxPool2d(2)] : [new Conv2d(5, Kernel: (2, 3))];
        var network = new NetworkSpec(Shape.Of(2, 39, 31), layers);
        var weights = PlanBench.SomeWeights(network);
        float[] inputs = Some.Floats(Batch * network.Input.Count, seed: 1), upstream = Some.Floats(Batch * network.Output.Count, seed: 2);
        using PlanBench with = new(network, weights, Batch), without = new(network, weights, Batch, inputGradient: false);

        Assert.Equal(with.Forward(inputs), without.Forward(inputs));
        with.Backward(upstream);
        without.Backward(upstream);

        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable))
            Assert.InRange(Approximately.RelativeToPeak(Array.ConvertAll(with.Gradient(parameter.Name), value => (double)value), without.Gradient(parameter.Name)), 0, 1e-5);   // other blocks of sums
    }

    [Fact]
    public void Dropout_is_the_identity_in_evaluation()
    {
        var network = new NetworkSpec(Shape.Of(50), [new Dropout(0.5f)]);
        float[] inputs = Some.Floats(Batch * 50, seed: 4);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), Batch);

        Assert.Equal(inputs, bench.Forward(inputs, training: false));
    }

    private static double[][] Examples(NetworkSpec network, double[] inputs) => [.. inputs.Chunk(network.Input.Count)];

    private static Dictionary<string, double[]> Doubles(NetworkWeights weights) =>
        weights.Names.ToDictionary(name => name, name => Array.ConvertAll(weights[name].ToArray(), value => (double)value));
}
