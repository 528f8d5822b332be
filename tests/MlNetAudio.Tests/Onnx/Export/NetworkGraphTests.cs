using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Networks;
using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public class NetworkGraphTests
{
    /// <summary>What only an exporter may trip over; every layer has its example in <see cref="LayerExamples"/>.</summary>
    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["cnn"] = new CnnOptions().Create(Shape.Of(1, 16, 13), logits: 1),
        ["cnn of three classes"] = new CnnOptions().Create(Shape.Of(1, 8, 9), logits: 3),
        ["lstm"] = RecurrentOptions.Lstm.Create(Shape.Of(1, 10, 7), logits: 1),
        ["ds-cnn"] = (DsCnnOptions.Small with { Channels = 6, Blocks = 2 }).Create(Shape.Of(1, 10, 13), logits: 3),
        ["bc-resnet"] = new BcResNetOptions { Tau = 1, StageBlocks = [2, 1], StageStrides = [1, 2] }.Create(Shape.Of(1, 20, 9), logits: 3),
        ["transformer"] = new TransformerOptions { Width = 8, Layers = 1, Heads = 2, FeedForward = 6 }.Create(Shape.Of(1, 10, 9), logits: 3),
        ["lstm-attention"] = (RecurrentOptions.LstmAttention with { Units = 5 }).Create(Shape.Of(1, 10, 7), logits: 1),
        ["cnn-lstm"] = new CnnLstmOptions { Channels = [3, 4], Units = 5 }.Create(Shape.Of(1, 10, 9), logits: 1),
        ["dropout"] = new(Shape.Of(4), [new Dropout(0.5f), new Linear(3)]),
    };

    public static TheoryData<string> Names => [.. Networks.Keys.Concat(LayerExamples.Names.Select(row => row.Data))];

    [Theory, MemberData(nameof(Names))]
    public void The_graph_agrees_with_the_cpu_engine_in_any_batch(string name)
    {
        var network = Networks.TryGetValue(name, out var own) ? own : LayerExamples.Named(name);
        using var engine = new CpuBackend(threads: 1).Create(network, PlanBench.SomeWeights(network), seed: 5);
        using var session = new InferenceSession(Build(network, engine.ReadWeights()));

        foreach (int batch in new[] { 1, 3 })
        {
            float[] input = Some.Floats(batch * network.Input.Count, seed: batch), expected = new float[batch * network.Output.Count];
            engine.Forward(input, batch, expected);
            var (values, shape) = OnnxSession.RunTensor(session, input, [batch, .. Dimensions(network.Input)]);
            Assert.Equal([batch, .. Dimensions(network.Output)], shape);
            Approximately.Equal(expected, values, tolerance: 5e-6);   // sums of values within ±1 in another order
        }
    }

    public static TheoryData<string> LengthNames => LengthExamples.Names;

    [Theory, MemberData(nameof(LengthNames))]
    public void The_graph_agrees_with_the_cpu_engine_on_examples_of_their_own_lengths(string name)
    {
        var network = LengthExamples.Named(name);
        using var engine = new CpuBackend(threads: 1).Create(network, PlanBench.SomeWeights(network), seed: 5);
        using var session = new InferenceSession(Build(network, engine.ReadWeights(), hasLengths: true));
        int[] lengths = LengthExamples.Lengths(network);
        float[] input = Some.Floats(lengths.Length * network.Input.Count, seed: 1), expected = new float[lengths.Length * network.Output.Count];

        engine.Forward(input, lengths.Length, expected, lengths: lengths);
        float[] values = RunLengths(session, network, input, lengths);

        Approximately.Equal(expected, values, tolerance: 5e-6);   // sums of values within ±1 in another order
    }

    [Fact]
    public void A_length_out_of_range_counts_as_the_nearest_that_is_not()
    {
        var network = new NetworkSpec(Shape.Of(2, 8), [new Conv1d(3, Kernel: 3), new GlobalAveragePool()], timeAxis: 1);
        using var session = new InferenceSession(Build(network, PlanBench.SomeWeights(network), hasLengths: true));
        float[] input = Some.Floats(2 * network.Input.Count, seed: 1);

        Assert.Equal(RunLengths(session, network, input, [3, 8]), RunLengths(session, network, input, [0, 9]));
    }

    [Fact]
    public void A_head_reads_no_further_than_its_front_end_says()
    {
        var network = RecurrentOptions.Gru.Create(Shape.Of(1, 4, 9), logits: 2);
        var weights = PlanBench.SomeWeights(network);
        using var engine = new CpuBackend(threads: 1).Create(network, weights, seed: 5);
        var graph = new GraphBuilder("network", "");
        string features = graph.Input(new("features", OnnxElementType.Float, ["batch", .. Dimensions(network.Input).Select(dimension => (OnnxDimension)dimension)]));
        string lengths = graph.Input(new("lengths", OnnxElementType.Int32, ["batch"]));
        var logits = new NetworkHead(network, weights).Append(graph, new(features, network.Input, lengths));
        graph.Output(new(logits.Name, OnnxElementType.Float, ["batch", 2]));
        using var session = new InferenceSession(OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph.Build() }));
        float[] input = Some.Floats(3 * network.Input.Count, seed: 1), expected = new float[6];

        engine.Forward(input, 3, expected, lengths: [9, 2, 5]);

        Approximately.Equal(expected, RunLengths(session, network, input, [9, 2, 5]), tolerance: 5e-6);
    }

    [Fact]
    public void Lengths_for_a_network_without_a_time_axis_are_refused()
    {
        var network = new NetworkSpec(Shape.Of(4), [new Linear(1)]);

        var error = Assert.Throws<ArgumentException>(() => Build(network, PlanBench.SomeWeights(network), hasLengths: true));

        Assert.StartsWith("The front end tells how long each clip is, but the network has no time axis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dropout_that_is_always_on_drops_in_the_graph_too()
    {
        var network = new NetworkSpec(Shape.Of(2000), [new Dropout(0.3f) { IsAlwaysOn = true }]);
        using var session = new InferenceSession(Build(network, new(network, new Dictionary<string, float[]>())));

        var (values, _) = OnnxSession.RunTensor(session, [.. Enumerable.Repeat(1f, 6000)], 3, 2000);

        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.7) < 1e-6));
        Assert.InRange(values.Count(value => value == 0) / 6000.0, 0.26, 0.34);   // more than six standard deviations: the runtime draws anew each time
    }

    [Fact]
    public void A_dropout_of_channels_that_is_always_on_drops_them_as_a_whole_in_the_graph_too()
    {
        var network = new NetworkSpec(Shape.Of(600, 5), [new Dropout(0.3f) { IsAlwaysOn = true, DropsChannels = true }]);
        using var session = new InferenceSession(Build(network, new(network, new Dictionary<string, float[]>())));

        var (values, shape) = OnnxSession.RunTensor(session, [.. Enumerable.Repeat(1f, 9000)], 3, 600, 5);

        Assert.Equal([3, 600, 5], shape);
        Assert.All(values.Chunk(5), channel => Assert.All(channel, value => Assert.Equal(channel[0], value)));
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.7) < 1e-6));
        Assert.InRange(values.Count(value => value == 0) / 9000.0, 0.25, 0.35);   // more than four standard deviations: the runtime draws anew each time
    }

    [Theory]
    [InlineData("lstm"), InlineData("lstm2")]
    public void An_lstm_gives_what_torch_gives(string golden)
    {
        var x = Golden(golden, "x");
        var lstm = new Lstm(HiddenSize: 12, Layers: golden == "lstm" ? 1 : 2, ReturnSequences: true);

        var (values, _) = OnnxSession.RunTensor(new InferenceSession(Build(golden, lstm, x)), x.Floats, [.. x.Shape.Select(axis => (long)axis)]);

        Approximately.Equal(Golden(golden, "y").Floats, values, tolerance: 1e-6);
    }

    [Fact]
    public void The_last_step_of_an_lstm_is_torchs_last_step()
    {
        Npy x = Golden("lstm2", "x"), y = Golden("lstm2", "y");

        var (values, _) = OnnxSession.RunTensor(new InferenceSession(Build("lstm2", new Lstm(HiddenSize: 12, Layers: 2), x)), x.Floats, [.. x.Shape.Select(axis => (long)axis)]);

        float[] last = [.. Enumerable.Range(0, y.Shape[0]).SelectMany(example => y.Floats.AsSpan(((example + 1) * y.Shape[1] - 1) * y.Shape[2], y.Shape[2]).ToArray())];
        Approximately.Equal(last, values, tolerance: 1e-6);
    }

    [Fact]
    public void A_strided_convolution_gives_what_torch_gives()
    {
        var x = Golden("conv2d_stride2", "x");

        var (values, _) = OnnxSession.RunTensor(
            new InferenceSession(Build("conv2d_stride2", new Conv2d(7, Kernel: 5, Stride: 2, Padding: 2), x)), x.Floats, [.. x.Shape.Select(axis => (long)axis)]);

        Approximately.Equal(Golden("conv2d_stride2", "y").Floats, values, tolerance: 1e-5);
    }

    private static byte[] Build(string golden, LayerSpec layer, Npy x)
    {
        var network = new NetworkSpec(Shape.Of(x.Shape.AsSpan(1)), [layer]);
        return Build(network, new(network, network.Parameters.ToDictionary(parameter => parameter.Name, parameter => Golden(golden, "param." + parameter.Name[2..]).Floats)));
    }

    private static float[] RunLengths(InferenceSession session, NetworkSpec network, float[] input, int[] lengths)
    {
        using var features = OrtValue.CreateTensorValueFromMemory(input, [lengths.Length, .. Dimensions(network.Input)]);
        using var steps = OrtValue.CreateTensorValueFromMemory(lengths, [lengths.Length]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["features", "lengths"], [features, steps], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static byte[] Build(NetworkSpec network, NetworkWeights weights, bool hasLengths = false)
    {
        var graph = new GraphBuilder("network", "");
        string input = graph.Input(new("features", OnnxElementType.Float, ["batch", .. Dimensions(network.Input).Select(dimension => (OnnxDimension)dimension)]));
        string? lengths = hasLengths ? graph.Input(new("lengths", OnnxElementType.Int32, ["batch"])) : null;
        string output = NetworkGraph.Append(graph, network, weights, input, lengths);
        graph.Output(new(output, OnnxElementType.Float, ["batch", .. Dimensions(network.Output).Select(dimension => (OnnxDimension)dimension)]));
        return OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph.Build() });
    }

    private static IEnumerable<long> Dimensions(Shape shape) => shape.Dimensions.ToArray().Select(dimension => (long)dimension);

    private static Npy Golden(string @case, string array)
    {
        string? folder = RepositoryFiles.GoldenDirectories.Select(directory => Path.Combine(directory, "torch", @case)).FirstOrDefault(Directory.Exists);
        return Npy.Read(Path.Combine(folder ?? RepositoryFiles.Shared("golden", "torch", @case), array + ".npy"));
    }
}
