using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Onnx;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training;

/// <summary>What every backend must do, held to the layers' definitions and to the CPU engine: a run may be moved from one backend to another.</summary>
public abstract class TrainingBackendContract
{
    private const int Steps = 20;

    private static readonly Dictionary<string, OptimizerOptions> Optimizers = new()
    {
        ["SGD"] = new SgdOptions { LearningRate = 0.05f },
        ["SGD, Nesterov, decay"] = new SgdOptions { LearningRate = 0.05f, Momentum = 0.9f, Nesterov = true, WeightDecay = 0.01f },
        ["Adam"] = new AdamOptions { LearningRate = 0.01f },
        ["Adam, decay"] = new AdamOptions { LearningRate = 0.01f, WeightDecay = 0.01f },
        ["AdamW"] = new AdamWOptions { LearningRate = 0.01f },
        ["RMSprop"] = new RmsPropOptions { LearningRate = 0.003f },
        ["RMSprop, centred, momentum"] = new RmsPropOptions { LearningRate = 0.003f, Centered = true, Momentum = 0.5f },
        ["Adam, clipped and averaged"] = new AdamOptions { LearningRate = 0.01f, ClipNorm = 0.1f, ClipValue = 0.05f, AverageDecay = 0.9f },
    };

    /// <summary>Small forms of the zoo's networks, with their dropout.</summary>
    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["mlp"] = new MlpOptions().Create(Shape.Of(6), logits: 1),
        ["cnn"] = new CnnOptions().Create(Shape.Of(1, 16, 21), logits: 1),
        ["cnn-dnn"] = CnnOptions.Dnn.Create(Shape.Of(1, 16, 17), logits: 3),
        ["lstm"] = RecurrentOptions.Lstm.Create(Shape.Of(1, 10, 7), logits: 1),
        ["gru"] = RecurrentOptions.Gru.Create(Shape.Of(1, 10, 7), logits: 3),
        ["bilstm"] = (RecurrentOptions.BiLstm with { Units = 9 }).Create(Shape.Of(1, 10, 7), logits: 1),
        ["lstm-attention"] = (RecurrentOptions.LstmAttention with { Units = 5 }).Create(Shape.Of(1, 10, 7), logits: 1),
        ["cnn-lstm"] = new CnnLstmOptions { Channels = [3, 4], Units = 5 }.Create(Shape.Of(1, 10, 9), logits: 1),
        ["conv-gru-lstm"] = new ConvGruLstmOptions().Create(Shape.Of(5, 20), logits: 3),
        ["wavenet"] = new WaveNetOptions { Channels = 3, Blocks = 3 }.Create(Shape.Of(1, 41), logits: 1),
        ["transformer"] = new TransformerOptions { Width = 8, Layers = 2, Heads = 2, FeedForward = 6 }.Create(Shape.Of(1, 10, 9), logits: 3),
        ["ds-cnn"] = (DsCnnOptions.Small with { Channels = 6, Blocks = 2 }).Create(Shape.Of(1, 10, 13), logits: 3),
        ["bc-resnet"] = new BcResNetOptions { Tau = 1, StageBlocks = [2, 1], StageStrides = [1, 2] }.Create(Shape.Of(1, 20, 9), logits: 3),
    };

    /// <summary>Dropout of every kind, at places that are not counted alike by chance.</summary>
    private static readonly NetworkSpec Dropped = new(Shape.Of(5, 4),
    [
        new Residual(new Dropout(0.2f), new Linear(4)) { Shortcut = new Sequential(new Linear(4), new Dropout(0.3f)) },
        new Gru(4, Layers: 3, ReturnSequences: true) { Dropout = 0.4f, Bidirectional = true }, new MultiHeadSelfAttention(Heads: 2, Dropout: 0.3f), new Dropout(0.5f) { DropsChannels = true }, new AttentionPool(), new Linear(2),
    ], timeAxis: 0);

    private protected abstract ITrainingBackend Backend { get; }

    public static TheoryData<string> EveryLayer => LayerExamples.Names;

    public static TheoryData<string> EveryLength => LengthExamples.Names;

    public static TheoryData<string> EveryOptimizer => [.. Optimizers.Keys];

    public static TheoryData<string> EveryNetwork => [.. Networks.Keys];

    [Theory, MemberData(nameof(EveryLayer))]
    public void A_layer_gives_what_its_definition_gives(string name)
    {
        var spec = LayerExamples.Named(name);
        var weights = Positive(spec, PlanBench.SomeWeights(spec));
        using var network = Backend.Create(spec, weights, seed: 1);
        float[] inputs = Some.Floats(3 * spec.Input.Count, seed: 1), outputs = new float[3 * spec.Output.Count];

        network.Forward(inputs, 3, outputs);

        double[][] examples = [.. Array.ConvertAll(inputs, value => (double)value).Chunk(spec.Input.Count)];
        Assert.InRange(Approximately.RelativeToPeak([.. new ReferenceNetwork(spec, Doubles(weights), training: false).Forward(examples).SelectMany(example => example)], outputs), 0, 1e-5);
    }

    [Theory, MemberData(nameof(EveryLayer))]
    public void A_step_goes_down_the_gradient_of_the_layers_definition(string name)
    {
        var spec = LayerExamples.Named(name);
        var weights = PlanBench.SomeWeights(spec);
        using var network = Backend.Create(spec, weights, seed: 1);
        float[] inputs = Some.Floats(3 * spec.Input.Count, seed: 1), targets = Some.Floats(3 * spec.Output.Count, seed: 2);

        network.Step(inputs, LossTargets.Of(targets), 3, new MeanSquaredError(), new SgdOptions { LearningRate = 1 });

        var after = network.ReadWeights();
        var parameters = Doubles(weights);
        double[][] examples = [.. Array.ConvertAll(inputs, value => (double)value).Chunk(spec.Input.Count)];
        var reference = new ReferenceNetwork(spec, parameters);
        double Loss() => reference.Forward(examples).SelectMany(example => example).Zip(targets, (y, target) => (y - target) * (y - target)).Average();
        foreach (var parameter in spec.Parameters.Where(parameter => parameter.IsTrainable))
        {
            float[] gradient = [.. weights[parameter.Name].ToArray().Zip(after[parameter.Name].ToArray(), (before, now) => before - now)];
            double[] expected = CentralDifferences.Of(parameters[parameter.Name], Loss);
            for (int i = 0; i < gradient.Length; i++) Assert.Equal(expected[i], gradient[i], 2e-6);   // weights around 1 are 1e-7 apart
        }
    }

    [Theory, MemberData(nameof(EveryLayer))]
    public void A_layer_learns_as_on_the_cpu_engine(string name)
    {
        var spec = LayerExamples.Named(name);
        float[] inputs = Some.Floats(4 * spec.Input.Count, seed: 1), targets = Some.Floats(4 * spec.Output.Count, seed: 2);
        var optimizer = new SgdOptions { LearningRate = 0.05f };

        AssertSameRun(spec, network => network.Step(inputs, LossTargets.Of(targets), 4, new MeanSquaredError(), optimizer));
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void Examples_of_their_own_lengths_are_learnt_from_as_on_the_cpu_engine(string name)
    {
        var spec = LengthExamples.Named(name);
        int[] lengths = LengthExamples.Lengths(spec);
        float[] inputs = Some.Floats(lengths.Length * spec.Input.Count, seed: 1), targets = Some.Floats(lengths.Length * spec.Output.Count, seed: 2);
        var optimizer = new SgdOptions { LearningRate = 0.05f };

        AssertSameRun(spec, network => network.Step(inputs, LossTargets.Of(targets), lengths.Length, new MeanSquaredError(), optimizer, lengths));
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void What_lies_behind_an_examples_end_is_not_read(string name)
    {
        var spec = LengthExamples.Named(name);
        int[] lengths = LengthExamples.Lengths(spec);
        float[] inputs = Some.Floats(lengths.Length * spec.Input.Count, seed: 1), expected = new float[lengths.Length * spec.Output.Count], actual = new float[expected.Length];
        using var network = Backend.Create(spec, Positive(spec, PlanBench.SomeWeights(spec)), seed: 1);

        network.Forward(inputs, lengths.Length, expected, lengths: lengths);
        LengthExamples.Spoil(spec, inputs, lengths);
        network.Forward(inputs, lengths.Length, actual, lengths: lengths);

        Assert.All(actual, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(EveryNetwork))]
    public void A_network_learns_as_on_the_cpu_engine_dropout_included(string name)
    {
        var spec = Networks[name];
        int logits = spec.Output[0];
        int[] classes = [.. Enumerable.Range(0, 6).Select(i => i % Math.Max(2, logits))];
        float[] inputs = Some.Floats(classes.Length * spec.Input.Count, seed: 1);
        var optimizer = new AdamOptions { LearningRate = 1e-3f };
        var loss = LossSpec.For(spec);

        AssertSameRun(spec, network => network.Step(inputs, LossTargets.Of(classes), classes.Length, loss, optimizer));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Dropout_keeps_what_it_keeps_on_the_cpu_engine_wherever_it_stands(bool ragged)
    {
        int[] lengths = ragged ? [2, 5, 4] : [];
        float[] inputs = Some.Floats(3 * Dropped.Input.Count, seed: 1);
        var optimizer = new SgdOptions { LearningRate = 0.05f };

        AssertSameRun(Dropped, network => network.Step(inputs, LossTargets.Of([0, 1, 1]), 3, new CrossEntropy(), optimizer, lengths));
    }

    [Fact]
    public void Draws_of_a_dropout_that_is_always_on_are_the_cpu_engines()
    {
        var spec = new NetworkSpec(Shape.Of(3, 25), [new Dropout(0.5f) { IsAlwaysOn = true }, new Dropout(0.2f) { IsAlwaysOn = true, DropsChannels = true }]);
        const int Batch = 70;   // more than goes through at once
        float[] ones = [.. Enumerable.Repeat(1f, Batch * 75)], expected = new float[ones.Length], actual = new float[ones.Length], other = new float[ones.Length];
        using ITrainableNetwork reference = new CpuBackend().Create(spec, seed: 3), network = Backend.Create(spec, seed: 3);

        reference.Forward(ones, Batch, expected, sample: 2);
        network.Forward(ones, Batch, actual, sample: 2);
        network.Forward(ones, Batch, other, sample: 1);

        Approximately.Equal(expected, actual, tolerance: 1e-6);
        Assert.NotEqual(actual, other);
    }

    [Theory, MemberData(nameof(EveryOptimizer))]
    public void An_optimiser_takes_the_cpu_engines_steps(string name)
    {
        var spec = Networks["mlp"];
        using ITrainableNetwork reference = new CpuBackend().Create(spec, seed: 1), network = Backend.Create(spec, seed: 1);

        for (int i = 0; i < Steps; i++) Assert.Equal(Step(reference, Optimizers[name]), Step(network, Optimizers[name]), 1e-5f);

        AssertClose(reference.ReadWeights(), network.ReadWeights(), 1e-5);
        OptimizerState expected = reference.ReadOptimizerState(), actual = network.ReadOptimizerState();
        Assert.Equal(expected.Steps, actual.Steps);
        Assert.Equal(expected.Moments.Keys.Order(), actual.Moments.Keys.Order());
        foreach (var (moment, parameters) in expected.Moments)
            foreach (var (parameter, values) in parameters) Approximately.Equal(values, actual.Moments[moment][parameter], tolerance: 1e-4);
    }

    [Theory, MemberData(nameof(EveryOptimizer))]
    public void A_run_goes_on_where_another_backend_left_it(string name)
    {
        var spec = Dropped;
        using ITrainableNetwork left = new CpuBackend().Create(spec, seed: 1), straight = Backend.Create(spec, seed: 1);
        for (int i = 0; i < 3; i++)
        {
            Step(left, Optimizers[name]);
            Step(straight, Optimizers[name]);
        }

        using var resumed = Backend.Create(spec, left.ReadWeights(), seed: 1);
        resumed.WriteOptimizerState(left.ReadOptimizerState());

        for (int i = 0; i < 3; i++) Assert.Equal(Step(straight, Optimizers[name]), Step(resumed, Optimizers[name]), 1e-4f);
    }

    [Theory, MemberData(nameof(EveryOptimizer))]
    public void A_resumed_run_has_the_bits_of_one_left_alone(string name)
    {
        using var straight = Backend.Create(Dropped, seed: 1);
        for (int i = 0; i < 3; i++) Step(straight, Optimizers[name]);

        using var resumed = Backend.Create(Dropped, straight.ReadWeights(), seed: 1);
        resumed.WriteOptimizerState(straight.ReadOptimizerState());
        for (int i = 0; i < 3; i++) Assert.Equal(Step(straight, Optimizers[name]), Step(resumed, Optimizers[name]));

        Assert.Equal(Flat(straight), Flat(resumed));
    }

    [Theory, MemberData(nameof(EveryNetwork))]
    public void A_seed_gives_the_same_bits_again(string name)
    {
        Assert.Equal(Train(), Train());

        float[] Train()
        {
            using var network = Backend.Create(Networks[name], seed: 4);
            for (int i = 0; i < 3; i++) Step(network, Optimizers["Adam"]);
            return Flat(network);
        }
    }

    [Fact]
    public void Weights_and_their_average_change_places()
    {
        var spec = Networks["mlp"];
        using var network = Backend.Create(spec, seed: 1);
        Assert.Contains("set AverageDecay", Assert.Throws<InvalidOperationException>(network.SwapAverage).Message, StringComparison.Ordinal);
        for (int i = 0; i < 3; i++) Step(network, Optimizers["Adam, clipped and averaged"]);
        float[] weights = Flat(network), average = [.. spec.Parameters.SelectMany(parameter => network.ReadOptimizerState().Moments["average"][parameter.Name])];

        network.SwapAverage();
        Assert.Equal(average, Flat(network));
        Assert.Throws<InvalidOperationException>(() => Step(network, Optimizers["Adam, clipped and averaged"]));
        Assert.Throws<InvalidOperationException>(() => network.ReadOptimizerState());

        network.SwapAverage();
        Assert.Equal(weights, Flat(network));
    }

    [Fact]
    public void What_was_learnt_answers_the_same_as_an_ONNX_file()
    {
        var spec = Networks["cnn-lstm"];
        var training = new TrainingSet(spec.Input, [.. Enumerable.Range(0, 24).Select(i => Some.Floats(spec.Input.Count, seed: i))], [.. Enumerable.Range(0, 24).Select(i => i % 2)]);
        var result = new NetworkTrainer(Backend).Fit(spec, training, training, new TrainingOptions { Seed = 1, Epochs = 3, BatchSize = 8 });
        float[] inputs = Some.Floats(5 * spec.Input.Count, seed: 99), logits = new float[5];
        using var network = Backend.Create(spec, result.Weights, seed: 1);
        network.Forward(inputs, 5, logits);

        using var session = new InferenceSession(NetworkFile(spec, result.Weights));
        var (values, _) = OnnxSession.RunTensor(session, inputs, [5, .. spec.Input.Dimensions.ToArray().Select(length => (long)length)]);

        Assert.True(result.History[^1].TrainingLoss < result.History[0].TrainingLoss);
        Approximately.Equal(Array.ConvertAll(logits, Logistic), Array.ConvertAll(values, Logistic), tolerance: 1e-4);

        static float Logistic(float logit) => 1 / (1 + MathF.Exp(-logit));
    }

    [Fact]
    public void A_batch_of_another_length_is_refused_with_what_it_needs()
    {
        using var network = Backend.Create(Networks["cnn"], seed: 1);

        var error = Assert.Throws<ArgumentException>(() => network.Forward(new float[100], 2, new float[2]));

        Assert.StartsWith("inputs holds 100 values, but a batch of 2 × [1, 16, 21] needs 672.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_optimiser_than_the_one_it_began_with_is_refused()
    {
        using var network = Backend.Create(Networks["mlp"], seed: 1);
        Step(network, new AdamOptions());

        Assert.StartsWith("After 1 steps the optimiser has no square_avg, which RmsPropOptions needs;", Assert.Throws<ArgumentException>(() => Step(network, new RmsPropOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimiser_state_of_another_network_is_refused()
    {
        using ITrainableNetwork network = Backend.Create(Networks["mlp"], seed: 1), other = Backend.Create(Networks["gru"], seed: 1);
        Step(other, new AdamOptions());

        Assert.Contains("it is of another network", Assert.Throws<ArgumentException>(() => network.WriteOptimizerState(other.ReadOptimizerState())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.weight", "layer 0, Conv2d(2, kernel 3, stride 1, padding 1),"), InlineData("1.weight", "layer 1, BatchNorm(),"), InlineData("5.bias", "layer 5, Linear(1),")]
    public void NaN_is_reported_with_the_layer_that_made_it_and_changes_nothing(string parameter, string layer)
    {
        var spec = new NetworkSpec(Shape.Of(1, 4, 30), [new Conv2d(2, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(1)]);
        using var network = Backend.Create(spec, seed: 1);
        var weights = network.ReadWeights();
        var values = weights.Names.ToDictionary(name => name, name => weights[name].ToArray());
        values[parameter][0] = float.NaN;
        network.WriteWeights(new(spec, values));
        float[] before = Flat(network);

        var error = Assert.Throws<TrainingDivergedException>(() => Step(network, new AdamOptions()));

        Assert.Contains(layer, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Flat(network));
    }

    [Fact]
    public void An_input_that_is_not_finite_is_found_in_valid_steps_alone()
    {
        var spec = new NetworkSpec(Shape.Of(3, 1), [new Rnn(2) { UsesRelu = true }], timeAxis: 0);
        using var network = Backend.Create(spec, seed: 1);

        var error = Assert.Throws<TrainingDivergedException>(() => network.Step([1, 2, float.NaN, 4, float.NaN, 6], LossTargets.Of([0, 1]), 2, new CrossEntropy(), new AdamOptions(), [2, 3]));

        Assert.Contains("input 1 of the batch holds NaN at value 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_names_its_layer_and_changes_nothing()
    {
        var spec = new NetworkSpec(Shape.Of(2), [new Linear(4), new Linear(1)]);
        using var network = Backend.Create(spec, seed: 1);
        var loss = new BinaryCrossEntropyWithLogits { PositiveWeight = [1000] };
        network.Step([1, 2], LossTargets.Of([1]), 1, loss, new AdamOptions());
        network.WriteWeights(new(spec, new Dictionary<string, float[]> { ["0.weight"] = new float[8], ["0.bias"] = new float[4], ["1.weight"] = [1, 1, 1, 1], ["1.bias"] = [0] }));
        float[] before = Flat(network);

        var error = Assert.Throws<TrainingDivergedException>(() => network.Step([3e38f, 3e38f], LossTargets.Of([1]), 1, loss, new AdamOptions()));

        Assert.StartsWith("layer 0, Linear(4), is the first on the way back whose gradient is not finite: '0.weight' has -Infinity;", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Flat(network));
        Assert.Equal(1, network.ReadOptimizerState().Steps);
    }

    [Fact]
    public void Running_estimates_are_those_of_the_valid_steps()
    {
        var spec = new NetworkSpec(Shape.Of(1, 3), [new BatchNorm { Momentum = 1 }], timeAxis: 1);
        using var network = Backend.Create(spec, seed: 1);

        network.Step([1, 2, 3, 6, 90, 90], LossTargets.Of(new float[6]), 2, new MeanSquaredError(), new SgdOptions(), [3, 1]);

        Approximately.Equal([3], network.ReadWeights()["0.running_mean"].ToArray(), tolerance: 1e-6);
        Approximately.Equal([14f / 3], network.ReadWeights()["0.running_var"].ToArray(), tolerance: 1e-6);   // of 1, 2, 3 and 6, unbiased
    }

    [Fact]
    public void A_network_that_was_disposed_of_says_so()
    {
        var network = Backend.Create(Networks["mlp"], seed: 1);
        network.Dispose();
        network.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Step(network, new AdamOptions()));
    }

    /// <summary>The same losses and weights, step by step.</summary>
    private void AssertSameRun(NetworkSpec spec, Func<ITrainableNetwork, float> step)
    {
        var weights = Positive(spec, PlanBench.SomeWeights(spec));
        using ITrainableNetwork reference = new CpuBackend().Create(spec, weights, seed: 1), network = Backend.Create(spec, weights, seed: 1);

        for (int i = 0; i < Steps; i++)
        {
            float expected = step(reference), actual = step(network);
            Assert.True(Math.Abs(expected - actual) <= 1e-4 * Math.Max(1, expected), FormattableString.Invariant($"step {i}: {expected} on the CPU engine, {actual} here"));
        }
    }

    /// <summary>A step on inputs and classes of its own.</summary>
    private static float Step(ITrainableNetwork network, OptimizerOptions optimizer)
    {
        int classes = Math.Max(2, network.Spec.Output[0]);
        return network.Step(Some.Floats(5 * network.Spec.Input.Count, seed: 1), LossTargets.Of([.. Enumerable.Range(0, 5).Select(i => i % classes)]), 5, LossSpec.For(network.Spec), optimizer);
    }

    private static byte[] NetworkFile(NetworkSpec spec, NetworkWeights weights)
    {
        var graph = new GraphBuilder("network", "");
        string input = graph.Input(new("input", OnnxElementType.Float, ["batch", .. spec.Input.Dimensions.ToArray().Select(length => (OnnxDimension)length)]));
        var logits = new NetworkHead(spec, weights).Append(graph, new(input, spec.Input));
        graph.Output(new(logits.Name, OnnxElementType.Float, ["batch", spec.Output[0]]));
        return OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph.Build() });
    }

    /// <summary>A variance is never negative.</summary>
    private static NetworkWeights Positive(NetworkSpec spec, NetworkWeights weights) => new(spec, weights.Names.ToDictionary(
        name => name, name => name.EndsWith("running_var", StringComparison.Ordinal) ? Array.ConvertAll(weights[name].ToArray(), MathF.Abs) : weights[name].ToArray()));

    private static void AssertClose(NetworkWeights expected, NetworkWeights actual, double tolerance)
    {
        foreach (string name in expected.Names) Approximately.Equal(expected[name], actual[name], tolerance);
    }

    private static Dictionary<string, double[]> Doubles(NetworkWeights weights) =>
        weights.Names.ToDictionary(name => name, name => Array.ConvertAll(weights[name].ToArray(), value => (double)value));

    private static float[] Flat(ITrainableNetwork network)
    {
        var weights = network.ReadWeights();
        return [.. weights.Names.SelectMany(name => weights[name].ToArray())];
    }
}
