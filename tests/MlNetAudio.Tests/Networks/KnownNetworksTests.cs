using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

public class KnownNetworksTests
{
    [Fact]
    public void The_CNN_ends_in_its_logits_and_counts_its_parameters()
    {
        var network = KnownNetworks.Cnn(mels: 128, frames: 251, logits: 1);

        Assert.Equal(Shape.Of(1), network.Output);
        Assert.Equal(160 + 4_640 + 18_496 + (64 * 16 * 31 * 128 + 128) + 129, network.ParameterCount);
        Assert.Equal(0.5f, network.Layers.Select(layer => layer.Spec).OfType<Dropout>().Single().Probability);
    }

    [Fact]
    public void Those_that_read_step_by_step_take_clips_of_their_own_lengths()
    {
        Assert.Equal((251, 1), (KnownNetworks.BiLstm(mels: 128, frames: 251, logits: 1).Time!.Steps, KnownNetworks.BiLstm(mels: 128, frames: 251, logits: 1).ShortestLength));
        Assert.Equal(10, KnownNetworks.ConvGruLstm(mels: 128, frames: 251, logits: 1).ShortestLength);
        Assert.Equal(1, KnownNetworks.WaveNet(samples: 1000, logits: 1).ShortestLength);
        Assert.Null(KnownNetworks.Cnn(mels: 128, frames: 251, logits: 1).Time);
    }

    [Fact]
    public void The_LSTM_reads_frame_by_frame()
    {
        var network = KnownNetworks.Lstm(mels: 128, frames: 251, logits: 4);

        Assert.Equal(Shape.Of(251, 128), network.Layers[2].Input);
        Assert.Equal(Shape.Of(4), network.Output);
        Assert.Equal(2 * (512 * 256 + 1024) + 4 * 128 + 4, network.ParameterCount);
    }

    [Fact]
    public void The_others_end_in_their_logits_and_count_what_PyTorch_counts()
    {
        Dictionary<string, (NetworkSpec Network, long Parameters)> networks = new()
        {
            ["CnnDnn"] = (KnownNetworks.CnnDnn(128, 251, logits: 2), 320 + 64 + 18_496 + 128 + 73_856 + 256 + (128 * 16 * 31 * 512 + 512) + (512 * 128 + 128) + 258),
            ["Rnn"] = (KnownNetworks.Rnn(128, 251, logits: 2), 2 * (128 * 256 + 256) + 258),
            ["Gru"] = (KnownNetworks.Gru(128, 251, logits: 2), 2 * (384 * 256 + 768) + 258),
            ["BiLstm"] = (KnownNetworks.BiLstm(128, 251, logits: 2), 2 * (512 * 256 + 1024) + 2 * (512 * 384 + 1024) + 514),
            ["ConvGruLstm"] = (KnownNetworks.ConvGruLstm(128, 251, logits: 2), 24_640 + 24_704 + 2 * (384 * 256 + 768) + (512 * 256 + 1024) + (128 * 64 + 64) + 130),
            ["WaveNet"] = (KnownNetworks.WaveNet(16_000, logits: 2), 60 + 9 * (2 * 820 + 420) + 42),
        };

        Assert.All(networks.Values, item => Assert.Equal(Shape.Of(2), item.Network.Output));
        Assert.Equal(networks.ToDictionary(item => item.Key, item => item.Value.Parameters), networks.ToDictionary(item => item.Key, item => item.Value.Network.ParameterCount));
    }

    [Fact]
    public void A_spectrogram_too_small_for_the_CNN_is_refused_with_layer_and_shape()
    {
        var error = Assert.Throws<ShapeException>(() => KnownNetworks.Cnn(mels: 128, frames: 7, logits: 1));

        Assert.Equal("Layer 8 of 14: MaxPool2d(2) receives [64, 32, 1], smaller than one tile; pool less before it, or use longer clips.", error.Message);
    }

    [Fact]
    public void A_summary_shows_layers_shapes_parameters_and_work()
    {
        var network = new NetworkSpec(Shape.Of(1, 6, 8), [new Conv2d(2, Kernel: 3, Padding: 1), new Relu(), new Flatten(), new Linear(1)]);

        Assert.Equal(
            """
               layer                                     output     parameters  multiply-adds
               input                                     [1, 6, 8]
            0  Conv2d(2, kernel 3, stride 1, padding 1)  [2, 6, 8]          20            864
            1  Relu()                                    [2, 6, 8]           0              0
            2  Flatten(0)                                [96]                0              0
            3  Linear(1)                                 [1]                97             96
               total                                                       117            960
            """.ReplaceLineEndings("\n"),
            LayerSummary.Table(network));
    }
}
