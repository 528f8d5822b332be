using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public class NetworkGraphTests
{
    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["cnn"] = KnownNetworks.Cnn(mels: 16, frames: 13, logits: 1),
        ["cnn of three classes"] = KnownNetworks.Cnn(mels: 8, frames: 9, logits: 3),
        ["lstm"] = KnownNetworks.Lstm(mels: 10, frames: 7, logits: 1),
        ["every step of an lstm"] = new(Shape.Of(5, 6), [new Lstm(4, Layers: 2, ReturnSequences: true), new Flatten(), new Linear(2)]),
        ["one step"] = new(Shape.Of(1, 3), [new Lstm(2)]),
        ["strided convolution"] = new(Shape.Of(2, 11, 9), [new Conv2d(3, Kernel: 5, Stride: 2, Padding: 1), new Relu(), new MaxPool2d(2)]),
        ["permutations"] = new(Shape.Of(2, 3, 4), [new Permute(1, 2, 0), new Flatten(1), new Permute(1, 0), new Dropout(0.5f)]),
        ["pooling with a ragged edge"] = new(Shape.Of(1, 8, 7), [new MaxPool2d(3), new Flatten()]),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_graph_agrees_with_the_cpu_engine_in_any_batch(string name)
    {
        var network = Networks[name];
        using var trained = new CpuBackend(threads: 1).Create(network, seed: 5);
        using var session = new InferenceSession(Build(network, trained.ReadWeights()));

        foreach (int batch in new[] { 1, 3 })
        {
            float[] input = Some.Floats(batch * network.Input.Count, seed: batch), expected = new float[batch * network.Output.Count];
            trained.Forward(input, batch, expected);
            var (values, shape) = OnnxSession.RunTensor(session, input, [batch, .. Dimensions(network.Input)]);
            Assert.Equal([batch, .. Dimensions(network.Output)], shape);
            Approximately.Equal(expected, values, tolerance: 2e-6);   // sums of values within ±1 in another order
        }
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

    private static byte[] Build(NetworkSpec network, NetworkWeights weights)
    {
        var graph = new GraphBuilder("network", "");
        string input = graph.Input(new("features", OnnxElementType.Float, ["batch", .. Dimensions(network.Input).Select(dimension => (OnnxDimension)dimension)]));
        string output = NetworkGraph.Append(graph, network, weights, input);
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
