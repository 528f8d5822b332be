using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>Examples of their own lengths in one batch: each must give what it gives alone, forward and back.</summary>
public class LengthTests
{
    public static TheoryData<string> Names => LengthExamples.Names;

    [Theory, MemberData(nameof(Names))]
    public void An_example_gives_what_its_definition_gives_alone(string name)
    {
        var (network, lengths, inputs, _) = Example(name);
        var weights = PlanBench.SomeWeights(network);
        using var bench = new PlanBench(network, weights, lengths.Length);

        float[] outputs = bench.Forward(inputs, lengths: lengths);

        double[] expected = [.. new AloneReference(network, Doubles(weights), lengths).Forward(Examples(network, inputs)).SelectMany(example => example)];
        Assert.InRange(Approximately.RelativeToPeak(expected, outputs), 0, 1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_those_of_central_finite_differences(string name)
    {
        var (network, _, _, _) = Example(name);
        int[] lengths = LengthExamples.Lengths(network, batch: 4);
        float[] inputs = Some.Floats(4 * network.Input.Count, seed: 1), upstream = Some.Floats(4 * network.Output.Count, seed: 2);
        var weights = PlanBench.SomeWeights(network);
        using var bench = new PlanBench(network, weights, batch: 4);

        bench.Forward(inputs, lengths: lengths);
        bench.Backward(upstream);

        var parameters = Doubles(weights);
        HashSet<string> trainable = [.. network.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => parameter.Name)];
        double[] values = Array.ConvertAll(inputs, value => (double)value);
        var reference = new AloneReference(network, parameters, lengths);
        double Loss() => reference.Forward([.. values.Chunk(network.Input.Count)]).SelectMany(example => example).Zip(upstream, (y, g) => y * g).Sum();
        Assert.InRange(Approximately.RelativeToPeak(CentralDifferences.Of(values, Loss), bench.InputGradient), 0, 1e-4);
        foreach (var (parameter, array) in parameters.Where(parameter => trainable.Contains(parameter.Key)))
            Assert.InRange(Approximately.RelativeToPeak(CentralDifferences.Of(array, Loss), bench.Gradient(parameter)), 0, 1e-4);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_lies_behind_an_examples_end_is_not_read(string name)
    {
        var (network, lengths, inputs, upstream) = Example(name);
        var weights = PlanBench.SomeWeights(network);
        float[] spoilt = [.. inputs];
        LengthExamples.Spoil(network, spoilt, lengths);
        using PlanBench clean = new(network, weights, lengths.Length), spoiled = new(network, weights, lengths.Length);

        Assert.Equal(clean.Forward(inputs, lengths: lengths), spoiled.Forward(spoilt, lengths: lengths));
        clean.Backward(upstream);
        spoiled.Backward(upstream);

        Assert.Equal(clean.InputGradient, spoiled.InputGradient);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable)) Assert.Equal(clean.Gradient(parameter.Name), spoiled.Gradient(parameter.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Lengths_that_fill_the_input_change_no_bit(string name)
    {
        var (network, lengths, inputs, upstream) = Example(name);
        var weights = PlanBench.SomeWeights(network);
        int[] full = Array.ConvertAll(lengths, _ => network.Time!.Steps);
        var untimed = new NetworkSpec(network.Input, [.. network.Layers.Select(layer => layer.Spec)]);
        using PlanBench without = new(untimed, weights, lengths.Length), with = new(network, weights, lengths.Length);

        with.Forward(inputs, lengths: lengths);   // leaves nothing behind
        Assert.Equal(without.Forward(inputs), with.Forward(inputs, lengths: full));
        without.Backward(upstream);
        with.Backward(upstream);

        Assert.Equal(without.InputGradient, with.InputGradient);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable)) Assert.Equal(without.Gradient(parameter.Name), with.Gradient(parameter.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Outputs_and_gradients_are_the_same_bits_at_any_number_of_threads(string name)
    {
        var (network, lengths, inputs, upstream) = Example(name);
        var weights = PlanBench.SomeWeights(network);
        using PlanBench one = new(network, weights, lengths.Length, threads: 1), three = new(network, weights, lengths.Length, threads: 3);

        Assert.Equal(one.Forward(inputs, lengths: lengths), three.Forward(inputs, lengths: lengths));
        one.Backward(upstream);
        three.Backward(upstream);

        Assert.Equal(one.InputGradient, three.InputGradient);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable)) Assert.Equal(one.Gradient(parameter.Name), three.Gradient(parameter.Name));
    }

    [Fact]
    public void A_batch_padded_further_gives_the_same()
    {
        NetworkSpec shorter = new ConvGruLstmOptions().Create(Shape.Of(5, 20), logits: 2), longer = new ConvGruLstmOptions().Create(Shape.Of(5, 33), logits: 2);
        int[] lengths = [20, 13, 17];
        float[] clips = Some.Floats(3 * 5 * 20, seed: 1), padded = [.. clips.Chunk(20).SelectMany(row => row.Concat(new float[13]))];
        float[] expected = new float[6], actual = new float[6];
        using var small = new CpuBackend().Create(shorter, seed: 1);
        using var large = new CpuBackend().Create(longer, small.ReadWeights(), seed: 1);

        small.Forward(clips, 3, expected, lengths: lengths);
        large.Forward(padded, 3, actual, lengths: lengths);

        Approximately.Equal(expected, actual, tolerance: 1e-6);   // sums in another order
    }

    [Fact]
    public void Dropout_between_layers_and_on_attention_has_the_gradient_of_what_it_kept()
    {
        var network = new NetworkSpec(Shape.Of(5, 4),
            [new Gru(4, Layers: 2, ReturnSequences: true) { Dropout = 0.4f, Bidirectional = true }, new MultiHeadSelfAttention(Heads: 2, Dropout: 0.3f), new AttentionPool()], timeAxis: 0);
        int[] lengths = [2, 5, 4];
        float[] inputs = Some.Floats(3 * network.Input.Count, seed: 1), upstream = Some.Floats(3 * network.Output.Count, seed: 2);
        using var bench = new PlanBench(network, PlanBench.SomeWeights(network), batch: 3);

        bench.Forward(inputs, lengths: lengths);
        bench.Backward(upstream);

        // The mask is the same in every pass of a step; single precision, hence large steps and a wide tolerance.
        double[] differences = [.. Enumerable.Range(0, inputs.Length).Select(i => (Loss(i, 0.02f) - Loss(i, -0.02f)) / 0.04)];
        Assert.InRange(Approximately.RelativeToPeak(differences, bench.InputGradient), 0, 1e-2);

        double Loss(int i, float move)
        {
            float[] moved = [.. inputs];
            moved[i] += move;
            return bench.Forward(moved, lengths: lengths).Zip(upstream, (y, g) => (double)y * g).Sum();
        }
    }

    [Fact]
    public void Running_estimates_are_those_of_the_valid_steps()
    {
        var network = new NetworkSpec(Shape.Of(1, 3), [new BatchNorm { Momentum = 1 }], timeAxis: 1);
        using var bench = new PlanBench(network, InitialWeights.Draw(network, seed: 1), batch: 2);

        bench.Forward([1, 2, 3, 6, 90, 90], lengths: [3, 1]);
        bench.Backward(new float[6]);

        Assert.Equal([3], bench.Weights["0.running_mean"].ToArray());
        Approximately.Equal([14f / 3], bench.Weights["0.running_var"].ToArray(), tolerance: 1e-6);   // of 1, 2, 3 and 6, unbiased
    }

    [Fact]
    public void A_network_learns_from_lengths_and_allocates_nothing_once_it_is_warm()
    {
        var spec = (RecurrentOptions.BiLstm with { Dropout = 0 }).Create(Shape.Of(1, 4, 12), logits: 1);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);
        float[] inputs = Some.Floats(12 * spec.Input.Count, seed: 1);
        int[] lengths = LengthExamples.Lengths(spec, batch: 12), classes = [.. lengths.Select((_, i) => i % 2)];
        var optimizer = new AdamOptions { LearningRate = 0.01f };
        var loss = new BinaryCrossEntropyWithLogits();
        float first = Step(), last = first;
        for (int i = 0; i < 40; i++) last = Step();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            (lengths[0], lengths[1]) = (lengths[1], lengths[0]);
            Step();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.InRange(last, 0, 0.5f * first);

        float Step() => network.Step(inputs, LossTargets.Of(classes), 12, loss, optimizer, lengths);
    }

    [Fact]
    public void An_evaluation_cuts_lengths_as_it_cuts_the_batch()
    {
        var spec = RecurrentOptions.Gru.Create(Shape.Of(1, 3, 6), logits: 1);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);
        int[] lengths = LengthExamples.Lengths(spec, batch: 70);   // more than goes through at once
        float[] inputs = Some.Floats(70 * spec.Input.Count, seed: 1), together = new float[70], apart = new float[70];

        network.Forward(inputs, 70, together, lengths: lengths);
        for (int i = 0; i < 70; i++) network.Forward(inputs.AsSpan(i * 18, 18), 1, apart.AsSpan(i, 1), lengths: lengths.AsSpan(i, 1));

        Approximately.Equal(apart, together, tolerance: 1e-6);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_looked_for_in_valid_steps_alone()
    {
        var spec = new NetworkSpec(Shape.Of(3, 1), [new Rnn(2) { UsesRelu = true }], timeAxis: 0);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);

        var error = Assert.Throws<TrainingDivergedException>(() => network.Step([1, 2, float.NaN, 4, float.NaN, 6], LossTargets.Of([0, 1]), 2, new CrossEntropy(), new AdamOptions(), [2, 3]));

        Assert.Contains("input 1 of the batch holds NaN at value 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 2, 6 }, "Example 0 has 2 steps, but the network reads 3 to 6; pad or crop it.")]
    [InlineData(new[] { 3, 7 }, "Example 1 has 7 steps, but the network reads 3 to 6; pad or crop it.")]
    [InlineData(new[] { 3 }, "There are 1 lengths for a batch of 2; give one for each example, or none.")]
    public void Lengths_that_do_not_fit_are_refused(int[] lengths, string message)
    {
        var spec = new NetworkSpec(Shape.Of(1, 6), [new Conv1d(2, Kernel: 3), new GlobalMaxPool()], timeAxis: 1);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);

        var error = Assert.Throws<ArgumentException>(() => network.Forward(new float[12], 2, new float[4], lengths: lengths));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_without_a_time_axis_are_refused()
    {
        using var network = new CpuBackend(threads: 1).Create(new NetworkSpec(Shape.Of(4), [new Linear(1)]), seed: 1);

        var error = Assert.Throws<ArgumentException>(() => network.Forward(new float[4], 1, new float[1], lengths: [4]));

        Assert.StartsWith("The network has no time axis", error.Message, StringComparison.Ordinal);
    }

    private static (NetworkSpec Network, int[] Lengths, float[] Inputs, float[] Upstream) Example(string name)
    {
        var network = LengthExamples.Named(name);
        int[] lengths = LengthExamples.Lengths(network);
        return (network, lengths, Some.Floats(lengths.Length * network.Input.Count, seed: 1), Some.Floats(lengths.Length * network.Output.Count, seed: 2));
    }

    private static double[][] Examples(NetworkSpec network, float[] inputs) => [.. Array.ConvertAll(inputs, value => (double)value).Chunk(network.Input.Count)];

    private static Dictionary<string, double[]> Doubles(NetworkWeights weights) =>
        weights.Names.ToDictionary(name => name, name => Array.ConvertAll(weights[name].ToArray(), value => (double)value));
}
