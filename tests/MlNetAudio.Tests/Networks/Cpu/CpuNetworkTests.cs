using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

public class CpuNetworkTests
{
    private static readonly NetworkSpec[] Specs = [new CnnOptions().Create(Shape.Of(1, 16, 21), logits: 1), RecurrentOptions.Lstm.Create(Shape.Of(1, 10, 7), logits: 1)];

    private static readonly BinaryCrossEntropyWithLogits Loss = new();

    public static TheoryData<int> EverySpec => [0, 1];

    [Theory, MemberData(nameof(EverySpec))]
    public void Weights_are_the_same_bits_at_any_number_of_threads(int spec)
    {
        float[][] runs = [.. Enumerable.Range(1, 3).Select(threads => Train(Specs[spec], threads))];

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
    }

    [Theory, MemberData(nameof(EverySpec))]
    public void A_step_allocates_nothing_once_it_is_warm(int spec)
    {
        using var network = new CpuBackend(threads: 2).Create(Specs[spec], seed: 1);
        float[] inputs = Some.Floats(4 * Specs[spec].Input.Count, seed: 1);
        int[] classes = [0, 1, 1, 0];
        var optimizer = new AdamOptions();
        for (int i = 0; i < 3; i++) Step(network, inputs, classes, optimizer);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Step(network, inputs, classes, optimizer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Theory, MemberData(nameof(EverySpec))]
    public void Training_resumed_from_its_state_goes_on_to_the_same_numbers(int spec)
    {
        using var straight = new CpuBackend(threads: 1).Create(Specs[spec], seed: 1);
        float[] inputs = Some.Floats(4 * Specs[spec].Input.Count, seed: 1);
        int[] classes = [0, 1, 1, 0];
        var optimizer = new AdamOptions();
        for (int i = 0; i < 2; i++) Step(straight, inputs, classes, optimizer);

        using var resumed = new CpuBackend(threads: 1).Create(Specs[spec], straight.ReadWeights(), seed: 1);
        resumed.WriteOptimizerState(straight.ReadOptimizerState());
        for (int i = 0; i < 2; i++) Assert.Equal(Step(straight, inputs, classes, optimizer), Step(resumed, inputs, classes, optimizer));

        Assert.Equal(Flat(straight), Flat(resumed));
    }

    [Theory, MemberData(nameof(EverySpec))]
    public void An_examples_logits_do_not_depend_on_its_batch(int spec)
    {
        using var network = new CpuBackend(threads: 2).Create(Specs[spec], seed: 1);
        int length = Specs[spec].Input.Count;
        float[] inputs = Some.Floats(37 * length, seed: 1), together = new float[37], alone = new float[37];

        network.Forward(inputs, 37, together);
        for (int i = 0; i < 37; i++) network.Forward(inputs.AsSpan(i * length, length), 1, alone.AsSpan(i, 1));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void The_loss_is_that_of_the_logits_before_the_step()
    {
        var spec = new NetworkSpec(Shape.Of(5), [new Linear(3)]);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);
        float[] inputs = Some.Floats(4 * 5, seed: 1), logits = new float[4 * 3];
        int[] classes = [0, 2, 1, 1];
        var crossEntropy = new CrossEntropy { ClassWeights = [1, 2, 3] };
        network.Forward(inputs, 4, logits);

        float loss = network.Step(inputs, LossTargets.Of(classes), 4, crossEntropy, new AdamOptions());

        Assert.Equal((float)crossEntropy.Evaluate(logits, LossTargets.Of(classes), 4, []), loss);
    }

    [Fact]
    public void A_step_that_diverges_leaves_the_weights_as_they_were()
    {
        var spec = Specs[0];
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);
        float[] inputs = Some.Floats(spec.Input.Count, seed: 1), before = Flat(network);
        inputs[^1] = float.PositiveInfinity;

        Assert.Throws<TrainingDivergedException>(() => Step(network, inputs, [1], new AdamOptions()));

        Assert.Equal(before, Flat(network));
    }

    [Theory]
    [InlineData("0.weight", "layer 0, Conv2d(2, kernel 3, stride 1, padding 1),"), InlineData("1.weight", "layer 1, BatchNorm(),"), InlineData("5.bias", "layer 5, Linear(1),")]
    public void NaN_in_a_step_of_several_layers_is_reported_with_the_layer_that_made_it(string parameter, string layer)
    {
        var spec = new NetworkSpec(Shape.Of(1, 4, 30), [new Conv2d(2, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(1)]);
        using var network = new CpuBackend(threads: 1).Create(spec, seed: 1);
        var weights = network.ReadWeights();
        var values = weights.Names.ToDictionary(name => name, name => weights[name].ToArray());
        values[parameter][0] = float.NaN;
        network.WriteWeights(new(spec, values));

        var error = Assert.Throws<TrainingDivergedException>(() => Step(network, Some.Floats(spec.Input.Count, seed: 1), [1], new AdamOptions()));

        Assert.Contains(layer, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_another_length_is_refused_with_what_it_needs()
    {
        using var network = new CpuBackend(threads: 1).Create(Specs[0], seed: 1);

        var error = Assert.Throws<ArgumentException>(() => network.Forward(new float[100], 2, new float[2]));

        Assert.StartsWith("inputs holds 100 values, but a batch of 2 × [1, 16, 21] needs 672.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimiser_state_of_another_network_is_refused()
    {
        using ITrainableNetwork cnn = new CpuBackend(threads: 1).Create(Specs[0], seed: 1), lstm = new CpuBackend(threads: 1).Create(Specs[1], seed: 1);
        Step(cnn, Some.Floats(Specs[0].Input.Count, seed: 1), [1], new AdamOptions());

        var error = Assert.Throws<ArgumentException>(() => lstm.WriteOptimizerState(cnn.ReadOptimizerState()));

        Assert.Contains("it is of another network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_of_a_dropout_that_is_always_on_differ_by_sample_and_example_and_come_again()
    {
        var spec = new NetworkSpec(Shape.Of(50), [new Dropout(0.5f) { IsAlwaysOn = true }]);
        const int Batch = 70;   // more than goes through at once
        float[] ones = [.. Enumerable.Repeat(1f, Batch * 50)], first = new float[ones.Length], again = new float[ones.Length], second = new float[ones.Length];
        using var network = new CpuBackend().Create(spec, seed: 1);

        network.Forward(ones, Batch, first);
        network.Forward(ones, Batch, again);
        network.Forward(ones, Batch, second, sample: 1);

        Assert.Equal(first, again);
        Assert.NotEqual(first, second);
        Assert.Equal(Batch, Enumerable.Range(0, Batch).Select(example => string.Join(' ', first.Skip(50 * example).Take(50))).Distinct().Count());
    }

    private static float[] Train(NetworkSpec spec, int threads)
    {
        using var network = new CpuBackend(threads).Create(spec, seed: 1);
        int[] classes = [.. Enumerable.Range(0, 19).Select(i => i % 2)];
        float[] inputs = Some.Floats(19 * spec.Input.Count, seed: 1);
        for (int i = 0; i < 3; i++) Step(network, inputs, classes, new AdamOptions());
        return Flat(network);
    }

    private static float Step(ITrainableNetwork network, float[] inputs, int[] classes, OptimizerOptions optimizer) =>
        network.Step(inputs, LossTargets.Of(classes), classes.Length, Loss, optimizer);

    private static float[] Flat(ITrainableNetwork network)
    {
        var weights = network.ReadWeights();
        return [.. weights.Names.SelectMany(name => weights[name].ToArray())];
    }
}
