using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>The networks of the golden training runs, with PyTorch's names of their parameters; sizes are read off the arrays, so other sets may have others.</summary>
internal static class TorchNetworks
{
    private static readonly Dictionary<string, Func<Sizes, IEnumerable<LayerSpec>>> Architectures = new()
    {
        ["net_mlp"] = sizes =>
        [
            new Linear(sizes["0.weight"]) { Name = "0" }, new Tanh(), new Linear(sizes["2.weight"]) { Name = "2" }, new Tanh(), new Linear(sizes["4.weight"]) { Name = "4" },
        ],
        ["net_cnn"] = sizes =>
        [
            .. ((string[])["conv1", "conv2", "conv3"]).SelectMany(name => (LayerSpec[])[Convolution(sizes, name), new Relu(), new MaxPool2d(2)]),
            new Flatten(), new Linear(sizes["fc1.weight"]) { Name = "fc1" }, new Relu(), new Linear(sizes["fc2.weight"]) { Name = "fc2" },
        ],
        ["net_cnn_dnn"] = sizes =>
        [
            .. Enumerable.Range(0, sizes.Count("conv.", ".weight")).SelectMany(i => (LayerSpec[])[Convolution(sizes, $"conv.{i}"), new BatchNorm { Name = $"bn.{i}" }, new Relu(), new MaxPool2d(2)]),
            new Flatten(), new Linear(sizes["fc1.weight"]) { Name = "fc1" }, new Relu(), new Linear(sizes["fc2.weight"]) { Name = "fc2" }, new Relu(), new Linear(sizes["fc3.weight"]) { Name = "fc3" },
        ],
        ["net_lstm"] = sizes =>
        [
            new Lstm(sizes["lstm.weight_hh_l0", 1], sizes.Count("lstm.weight_hh_", "")) { Name = "lstm" }, new Linear(sizes["fc.weight"]) { Name = "fc" },
        ],
        ["net_bigru_attention"] = sizes =>
        [
            new Gru(sizes["gru.weight_hh_l0", 1], sizes.Count("gru.weight_hh_", "") / 2, ReturnSequences: true) { Name = "gru", Bidirectional = true },
            new AttentionPool { Name = "pool" }, new Linear(sizes["fc.weight"]) { Name = "fc" },
        ],
        ["net_conv_gru_lstm"] = sizes =>
        [
            new Transpose(0, 1),
            new Conv1d(sizes["c1.weight"], sizes["c1.weight", 2]) { Name = "c1" }, new Relu(), new MaxPool1d(2),
            new Conv1d(sizes["c2.weight"], sizes["c2.weight", 2]) { Name = "c2" }, new Relu(), new MaxPool1d(2),
            new Transpose(0, 1),
            new Gru(sizes["g1.weight_hh_l0", 1], ReturnSequences: true) { Name = "g1" }, new Lstm(sizes["l.weight_hh_l0", 1], ReturnSequences: true) { Name = "l" }, new Gru(sizes["g2.weight_hh_l0", 1]) { Name = "g2" },
            new Linear(sizes["f1.weight"]) { Name = "f1" }, new Relu(), new Linear(sizes["f2.weight"]) { Name = "f2" },
        ],
        ["net_wavenet"] = sizes =>
        [
            Conv1d.Causal(sizes["inp.weight"], sizes["inp.weight", 2]) with { Name = "inp" },
            new SkipSum([.. Enumerable.Range(0, sizes.Count("blocks.", ".skip.weight")).Select(i => new SkipBlock(WaveNetBlock(sizes, i)))]) { Name = "blocks" },
            new Relu(), new GlobalAveragePool(), new Linear(sizes["fc.weight"]) { Name = "fc" },
        ],
        ["net_autoencoder"] = sizes =>
        [
            Convolution(sizes, "c.0"), new Relu(), new MaxPool2d(2) { CeilMode = true }, Convolution(sizes, "c.1"), new Relu(), new MaxPool2d(2) { CeilMode = true },
            Convolution(sizes, "c.2"), new Relu(), new UpsampleNearest(2), Convolution(sizes, "c.3"), new Relu(), new UpsampleNearest(2),
            new Conv2d(sizes["o.weight"], Kernel: 1) { Name = "o" }, new Crop2d((sizes.Input[1], sizes.Input[2])),
        ],
    };

    /// <summary>Names of the cases whose network is known.</summary>
    public static IReadOnlyCollection<string> Names => Architectures.Keys;

    /// <returns>Null for a network that is not known here.</returns>
    public static NetworkSpec? Find(TorchGolden golden)
    {
        var sizes = new Sizes(golden);
        return Architectures.TryGetValue(golden.Name, out var layers) ? new(sizes.Input, [.. layers(sizes)]) : null;
    }

    /// <summary>The weights before the first step; buffers, which PyTorch starts as this library does, are not among the arrays.</summary>
    public static NetworkWeights InitialWeights(TorchGolden golden, NetworkSpec network) => new(network, network.Parameters.ToDictionary(
        parameter => parameter.Name,
        parameter => parameter.IsTrainable ? golden[$"init.{parameter.Name}"].Floats : [.. Enumerable.Repeat(parameter.InitialValue, parameter.Shape.Count)]));

    /// <summary>
    /// Whether a parameter's gradient is zero but for rounding, which Adam turns into steps of full length: a bias before a BatchNorm, which takes the mean away again, and the bias of an attention's
    /// scores. No two engines agree on where such a parameter goes; it moves no output.
    /// </summary>
    public static bool HasNoGradient(NetworkSpec network, string parameter) =>
        network.Layers.Zip(network.Layers.Skip(1)).Any(pair => pair.Second.Spec is BatchNorm && parameter == pair.First.ParameterName("bias"))
        || network.AllLayers.Any(layer => layer.Spec is AttentionPool && parameter == layer.ParameterName("score.bias"));

    private static Conv2d Convolution(Sizes sizes, string name)
    {
        int kernel = sizes[$"{name}.weight", 2];
        return new(sizes[$"{name}.weight"], kernel, Padding: kernel / 2) { Name = name };
    }

    /// <summary>Passes on and contributes the same.</summary>
    private static Sequential WaveNetBlock(Sizes sizes, int i)
    {
        int channels = sizes[$"blocks.{i}.filt.weight"], kernel = sizes[$"blocks.{i}.filt.weight", 2];
        var convolution = Conv1d.Causal(channels, kernel, dilation: 1 << i);
        var gated = new Gated(convolution with { Name = $"{i}.filt" }, convolution with { Name = $"{i}.gate" }) { Name = "" };
        return new(gated, new Conv1d(sizes[$"blocks.{i}.skip.weight"], Kernel: 1) { Name = $"{i}.skip" }) { Name = "" };
    }

    private sealed class Sizes(TorchGolden golden)
    {
        public Shape Input { get; } = Shape.Of(golden["x0"].Shape.AsSpan(1));

        /// <summary>Length of an initial parameter along an axis.</summary>
        public int this[string parameter, int axis = 0] => golden[$"init.{parameter}"].Shape[axis];

        /// <summary>How many weights begin and end so.</summary>
        public int Count(string start, string end) => golden.Named($"init.{start}").Count(array => array.EndsWith(end, StringComparison.Ordinal) && golden[array].Shape.Length > 1);
    }
}
