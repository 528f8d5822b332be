using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>The engine's optimiser around its kernels: blocks, clipping, the average, what it remembers, what it does when gradients are not numbers.</summary>
public class CpuOptimizerTests
{
    private const int Batch = 5;

    /// <summary>More parameters than one block of a sweep holds.</summary>
    private static readonly NetworkSpec Spec = new(Shape.Of(700), [new Linear(100), new Relu(), new Dropout(0.2f), new Linear(3)]);

    private static readonly float[] Inputs = Some.Floats(Batch * 700, seed: 1);

    private static readonly int[] Classes = [0, 1, 2, 1, 0];

    private static readonly Dictionary<string, OptimizerOptions> Optimizers = new()
    {
        ["SGD"] = new SgdOptions { LearningRate = 0.1f },
        ["SGD, Nesterov"] = new SgdOptions { LearningRate = 0.1f, Momentum = 0.9f, Nesterov = true },
        ["Adam"] = new AdamOptions(),
        ["AdamW"] = new AdamWOptions(),
        ["RMSprop"] = new RmsPropOptions(),
        ["RMSprop, centred, momentum"] = new RmsPropOptions { Centered = true, Momentum = 0.5f },
        ["Adam, clipped and averaged"] = new AdamOptions { ClipNorm = 0.1f, ClipValue = 0.01f, AverageDecay = 0.9f },
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Weights_are_the_same_bits_at_any_number_of_threads(string name)
    {
        float[][] runs = [.. Enumerable.Range(1, 3).Select(threads => Train(threads))];

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);

        float[] Train(int threads)
        {
            using var network = new CpuBackend(threads).Create(Spec, seed: 1);
            for (int i = 0; i < 4; i++) Step(network, Optimizers[name]);
            return Flat(network);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Training_resumed_from_its_state_goes_on_to_the_same_numbers(string name)
    {
        using var straight = new CpuBackend(threads: 1).Create(Spec, seed: 1);
        for (int i = 0; i < 3; i++) Step(straight, Optimizers[name]);
        using var resumed = new CpuBackend(threads: 1).Create(Spec, straight.ReadWeights(), seed: 1);
        resumed.WriteOptimizerState(straight.ReadOptimizerState());

        for (int i = 0; i < 3; i++) Assert.Equal(Step(straight, Optimizers[name]), Step(resumed, Optimizers[name]));

        Assert.Equal(Flat(straight), Flat(resumed));
        var (one, other) = (straight.ReadOptimizerState(), resumed.ReadOptimizerState());
        Assert.Equal(one.Moments.Keys, other.Moments.Keys);
        foreach (var (moment, values) in one.Moments) Assert.Equal(values, other.Moments[moment]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_long_run_allocates_nothing_but_the_options_it_is_given(string name)
    {
        using var network = new CpuBackend(threads: 2).Create(Spec, seed: 1);
        for (int i = 0; i < 3; i++) Step(network, Optimizers[name]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 400; i++) Step(network, Optimizers[name]);
        long constant = GC.GetAllocatedBytesForCurrentThread() - before;
        for (int i = 0; i < 50; i++) Step(network, Optimizers[name].At(1e-3f / (i + 1)));
        long scheduled = GC.GetAllocatedBytesForCurrentThread() - before - constant;

        Assert.InRange(constant, 0, 12_000);   // an enumerator a step would be 16,000; a collection in between may count 8 kB that nobody asked for
        Assert.InRange(scheduled, 0, 50 * 1000);   // options, their kernel and its list of names: a few small objects a step, none kept
    }

    [Fact]
    public void Every_loss_takes_a_step_without_allocating()
    {
        using var network = new CpuBackend(threads: 1).Create(Spec, seed: 1);
        float[] values = [.. Some.Floats(Batch * 3, seed: 2).Select(Math.Abs)];
        LossSpec[] losses =
        [
            new BinaryCrossEntropyWithLogits { PositiveWeight = [1, 2, 3] }, new CrossEntropy { ClassWeights = [1, 2, 3], LabelSmoothing = 0.1f }, new MeanSquaredError(), new MeanAbsoluteError(), new FocalLoss(),
        ];
        var optimizer = new SgdOptions { LearningRate = 1e-3f };
        for (int i = 0; i < 2; i++) StepAll();

        long before = GC.GetAllocatedBytesForCurrentThread();
        StepAll();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);

        void StepAll()
        {
            foreach (var loss in losses) Assert.True(network.Step(Inputs, LossTargets.Of(values), Batch, loss, optimizer) > 0);
        }
    }

    [Fact]
    public void The_norm_of_all_gradients_together_is_clipped_and_their_direction_kept()
    {
        float[] free = Gradient(new SgdOptions { LearningRate = 1 }), clipped = Gradient(new SgdOptions { LearningRate = 1, ClipNorm = 0.05f });

        double norm = Math.Sqrt(free.Sum(value => (double)value * value));
        Assert.True(norm > 0.1);
        Assert.Equal(0.05, Math.Sqrt(clipped.Sum(value => (double)value * value)), tolerance: 1e-5);   // rounding of the weights that the gradients are read from
        Approximately.Equal([.. free.Select(value => (float)(value * 0.05 / norm))], clipped, tolerance: 1e-6);
    }

    [Fact]
    public void A_norm_below_the_limit_is_left_alone()
    {
        Assert.Equal(Gradient(new SgdOptions { LearningRate = 1 }), Gradient(new SgdOptions { LearningRate = 1, ClipNorm = 1000, ClipValue = 1000 }));
    }

    [Fact]
    public void Values_are_clamped_before_the_norm_is_taken()
    {
        float[] free = Gradient(new SgdOptions { LearningRate = 1 }), clamped = Gradient(new SgdOptions { LearningRate = 1, ClipValue = 0.002f });
        float[] both = Gradient(new SgdOptions { LearningRate = 1, ClipValue = 0.002f, ClipNorm = 0.05f });

        Assert.True(free.Max() > 0.01f && free.Min() < -0.01f);
        Approximately.Equal([.. free.Select(value => Math.Clamp(value, -0.002f, 0.002f))], clamped, tolerance: 1e-6);
        double norm = Math.Sqrt(clamped.Sum(value => (double)value * value));
        Assert.True(norm > 0.06);
        Approximately.Equal([.. clamped.Select(value => (float)(value * 0.05 / norm))], both, tolerance: 1e-6);
    }

    [Fact]
    public void The_average_follows_the_weights()
    {
        var optimizer = new SgdOptions { LearningRate = 0.1f, AverageDecay = 0.75f };
        using var network = new CpuBackend(threads: 2).Create(Spec, seed: 1);
        float[] expected = [];
        for (int step = 0; step < 4; step++)
        {
            Step(network, optimizer);
            float[] weights = Flat(network);
            expected = step == 0 ? weights : [.. expected.Zip(weights, (average, weight) => 0.75f * average + 0.25f * weight)];
        }
        float[] trained = Flat(network), outputs = Outputs(network);

        network.SwapAverage();
        float[] average = Flat(network), averageOutputs = Outputs(network);
        network.SwapAverage();

        Approximately.Equal(expected, average, tolerance: 1e-6);
        Assert.NotEqual(outputs, averageOutputs);
        Assert.Equal(trained, Flat(network));
        Assert.Equal(outputs, Outputs(network));
    }

    [Fact]
    public void Exchanged_weights_are_not_trained()
    {
        using var network = new CpuBackend(threads: 1).Create(Spec, seed: 1);
        Assert.Contains("set AverageDecay", Assert.Throws<InvalidOperationException>(network.SwapAverage).Message, StringComparison.Ordinal);
        var optimizer = new AdamOptions { AverageDecay = 0.9f };
        Step(network, optimizer);

        network.SwapAverage();

        Assert.Contains("call SwapAverage once more", Assert.Throws<InvalidOperationException>(() => Step(network, optimizer)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(network.ReadOptimizerState);
    }

    [Fact]
    public void Another_kind_of_optimiser_half_way_is_refused()
    {
        using var network = new CpuBackend(threads: 1).Create(Spec, seed: 1);
        Step(network, new AdamOptions());

        var error = Assert.Throws<ArgumentException>(() => Step(network, new RmsPropOptions()));

        Assert.StartsWith("After 1 steps the optimiser has no square_avg, which RmsPropOptions needs;", error.Message, StringComparison.Ordinal);
    }

    /// <summary>With a gradient of the logit of 50 or more, an activation of 3e38 overflows the gradient of the weights it meets; the loss stays finite.</summary>
    [Theory]
    [InlineData(0, 3e38f, 0f, 1f, "layer 0, Linear(4), is the first on the way back whose gradient is not finite: '0.weight' has -Infinity;")]
    [InlineData(1, 1f, 3e38f, 0f, "layer 1, Linear(1), is the first on the way back whose gradient is not finite: '1.weight' has -Infinity;")]
    public void A_gradient_that_is_not_finite_names_its_layer_and_changes_nothing(int layer, float input, float bias, float weight, string message)
    {
        var spec = new NetworkSpec(Shape.Of(2), [new Linear(4), new Linear(1)]);
        var weights = new NetworkWeights(spec, new Dictionary<string, float[]>
        {
            ["0.weight"] = new float[8],
            ["0.bias"] = [bias, bias, bias, bias],
            ["1.weight"] = [weight, weight, weight, weight],
            ["1.bias"] = [0],
        });
        using var network = new CpuBackend(threads: 1).Create(spec, InitialWeights.Draw(spec, seed: 1), seed: 1);
        var loss = new BinaryCrossEntropyWithLogits { PositiveWeight = [1000] };
        var optimizer = new AdamOptions { ClipNorm = 1, ClipValue = 1, AverageDecay = 0.5f };
        network.Step([1, 2], LossTargets.Of([1]), 1, loss, optimizer);
        network.WriteWeights(weights);
        float[] before = Flat(network);
        var state = network.ReadOptimizerState();

        var error = Assert.Throws<TrainingDivergedException>(() => network.Step([input, input], LossTargets.Of([1]), 1, loss, optimizer));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"layer {layer}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Flat(network));
        var after = network.ReadOptimizerState();
        Assert.Equal(state.Steps, after.Steps);
        foreach (var (moment, values) in state.Moments) Assert.Equal(values, after.Moments[moment]);
    }

    [Fact]
    public void An_average_begins_with_the_first_step_that_succeeds()
    {
        var spec = new NetworkSpec(Shape.Of(2), [new Linear(1)]);
        using var network = new CpuBackend(threads: 1).Create(spec, new NetworkWeights(spec, new Dictionary<string, float[]> { ["0.weight"] = [0, 0], ["0.bias"] = [0] }), seed: 1);
        var loss = new BinaryCrossEntropyWithLogits { PositiveWeight = [1000] };
        var optimizer = new SgdOptions { LearningRate = 1e-3f, AverageDecay = 0.5f };
        Assert.Throws<TrainingDivergedException>(() => network.Step([3e38f, 0], LossTargets.Of([1]), 1, loss, optimizer));

        network.Step([1, 2], LossTargets.Of([1]), 1, loss, optimizer);

        float[] weights = Flat(network);
        network.SwapAverage();
        Assert.Equal(weights, Flat(network));
    }

    /// <summary>The gradients as the optimiser saw them: what SGD at a learning rate of 1 took away.</summary>
    private static float[] Gradient(SgdOptions optimizer)
    {
        using var network = new CpuBackend(threads: 2).Create(Spec, seed: 1);
        float[] before = Flat(network);
        Step(network, optimizer);
        return [.. before.Zip(Flat(network), (old, now) => old - now)];
    }

    private static float Step(ITrainableNetwork network, OptimizerOptions optimizer) => network.Step(Inputs, LossTargets.Of(Classes), Batch, Loss, optimizer);

    private static readonly CrossEntropy Loss = new();

    private static float[] Outputs(ITrainableNetwork network)
    {
        float[] outputs = new float[Batch * 3];
        network.Forward(Inputs, Batch, outputs);
        return outputs;
    }

    private static float[] Flat(ITrainableNetwork network)
    {
        var weights = network.ReadWeights();
        return [.. weights.Names.SelectMany(name => weights[name].ToArray())];
    }
}
