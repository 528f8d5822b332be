using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>The networks of the golden training runs, their sizes taken from the arrays that PyTorch stored.</summary>
internal static class TorchNetworks
{
    private static readonly Dictionary<string, Func<TorchGolden, NetworkSpec>> Networks = new()
    {
        ["net_cnn"] = golden =>
        {
            var layers = new List<LayerSpec>();
            foreach (string convolution in golden.Named("init.conv").Where(array => array.EndsWith(".weight", StringComparison.Ordinal)))
                layers.AddRange([new Conv2d(golden[convolution].Shape[0], golden[convolution].Shape[2], Padding: 1), new Relu(), new MaxPool2d(2)]);
            layers.AddRange([new Flatten(), new Linear(golden["init.fc1.weight"].Shape[0]), new Relu(), new Linear(golden["init.fc2.weight"].Shape[0])]);
            return new(Input(golden), layers);
        },
        ["net_lstm"] = golden => new(Input(golden),
        [
            new Lstm(golden["init.lstm.weight_hh_l0"].Shape[1], golden.Named("init.lstm.weight_ih").Count()), new Linear(golden["init.fc.weight"].Shape[0]),
        ]),
    };

    /// <summary>The network of a case, its parameters in PyTorch's order or with PyTorch's names; null where the library has not all of its layers.</summary>
    public static NetworkSpec? Find(TorchGolden golden) => Networks.TryGetValue(golden.Name, out var network) ? network(golden) : null;

    private static Shape Input(TorchGolden golden) => Shape.Of(golden["x0"].Shape.AsSpan(1));
}
