using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Tests.Networks.Zoo;

public class KnownNetworksTests
{
    private static readonly Shape Spectrogram = Shape.Of(1, 128, 251);

    /// <summary>Each name with the smallest example that it can be tried on.</summary>
    private static readonly Dictionary<string, Shape> SmallInputs = new()
    {
        ["mlp"] = Shape.Of(4),
        ["cnn-image"] = Shape.Of(1, 16, 16),
        ["conv-gru-lstm"] = Shape.Of(6, 14),
        ["wavenet"] = Shape.Of(1, 300),
        ["bc-resnet"] = Shape.Of(1, 20, 12),
    };

    public static TheoryData<string> Names => [.. KnownNetworks.Names];

    [Fact]
    public void They_end_in_their_logits_and_count_what_PyTorch_counts()
    {
        Dictionary<string, (NetworkSpec Network, long Parameters)> networks = new()
        {
            ["mlp"] = (new MlpOptions().Create(Shape.Of(4), 2), 3 * 20 + 10),
            ["cnn"] = (new CnnOptions().Create(Spectrogram, 2), 160 + 4_640 + 18_496 + (64 * 16 * 31 * 128 + 128) + 258),
            ["cnn-dnn"] = (CnnOptions.Dnn.Create(Spectrogram, 2), 320 + 64 + 18_496 + 128 + 73_856 + 256 + (128 * 16 * 31 * 512 + 512) + (512 * 128 + 128) + 258),
            ["cnn-image"] = (CnnOptions.Image.Create(Shape.Of(1, 224, 224), 2), 320 + 18_496 + 73_856 + (128 * 28 * 28 * 512 + 512) + 1026),
            ["rnn"] = (RecurrentOptions.Rnn.Create(Spectrogram, 2), 2 * (128 * 256 + 256) + 258),
            ["lstm"] = (RecurrentOptions.Lstm.Create(Spectrogram, 2), 2 * (512 * 256 + 1024) + 258),
            ["gru"] = (RecurrentOptions.Gru.Create(Spectrogram, 2), 2 * (384 * 256 + 768) + 258),
            ["bilstm"] = (RecurrentOptions.BiLstm.Create(Spectrogram, 2), 2 * (512 * 256 + 1024) + 2 * (512 * 384 + 1024) + 514),
            ["lstm-attention"] = (RecurrentOptions.LstmAttention.Create(Spectrogram, 2), 2 * (512 * 256 + 1024) + 129 + 258),
            ["conv-gru-lstm"] = (new ConvGruLstmOptions().Create(Spectrogram, 2), 24_640 + 24_704 + 2 * (384 * 256 + 768) + (512 * 256 + 1024) + (128 * 64 + 64) + 130),
            ["wavenet"] = (new WaveNetOptions().Create(Shape.Of(1, 16_000), 2), 60 + 9 * (2 * 820 + 420) + 42),
            ["ds-cnn"] = (DsCnnOptions.Small.Create(Shape.Of(1, 40, 101), 12), 2560 + 128 + 4 * (576 + 128 + 4096 + 128) + 780),
            ["bc-resnet"] = (new BcResNetOptions().Create(Shape.Of(1, 40, 101), 12), 54_168),   // the authors' code: BCResNets(24, 12)
        };

        Assert.All(networks.Values, item => Assert.Equal(1, item.Network.Output.Rank));
        Assert.Equal(networks.ToDictionary(item => item.Key, item => item.Value.Parameters), networks.ToDictionary(item => item.Key, item => item.Value.Network.ParameterCount));
    }

    [Fact]
    public void The_CNN_has_one_dropout_of_a_half() =>
        Assert.Equal(0.5f, new CnnOptions().Create(Spectrogram, logits: 1).Layers.Select(layer => layer.Spec).OfType<Dropout>().Single().Probability);

    [Fact]
    public void The_LSTM_reads_frame_by_frame()
    {
        Assert.Equal(Shape.Of(251, 128), RecurrentOptions.Lstm.Create(Spectrogram, logits: 4).Layers[2].Input);
        Assert.Equal(Shape.Of(14, 39), RecurrentOptions.Lstm.Create(Shape.Of(39, 14), logits: 4).Layers[1].Input);
    }

    [Theory]
    [InlineData("ds-cnn", 1, 40, 101), InlineData("ds-cnn", 1, 128, 63), InlineData("bc-resnet", 1, 40, 101), InlineData("bc-resnet", 1, 128, 63)]
    public void The_networks_for_small_devices_have_fewer_than_100000_parameters(string name, params int[] input) =>
        Assert.InRange(KnownNetworks.Find(name).Options.Create(Shape.Of(input), logits: 12).ParameterCount, 1, 99_999);

    [Fact]
    public void Every_usual_input_makes_a_network() =>
        Assert.All(KnownNetworks.All, network => Assert.Equal(Shape.Of(3), network.Options.Create(network.UsualInput, 3).Output));

    [Fact]
    public void A_spectrogram_too_small_for_the_CNN_is_refused_with_layer_and_shape()
    {
        var error = Assert.Throws<ShapeException>(() => new CnnOptions().Create(Shape.Of(1, 128, 7), logits: 1));

        Assert.Equal("Layer 8 of 14: MaxPool2d(2) receives [64, 32, 1], smaller than one tile; pool less before it, or use longer clips.", error.Message);
    }

    [Fact]
    public void Names_may_have_underscores_and_an_unknown_one_is_refused_with_all_there_are()
    {
        Assert.Same(CnnOptions.Dnn, KnownNetworks.Find("CNN_DNN").Options);
        Assert.StartsWith("There is no network 'resnet'; there are mlp, cnn, ", Assert.Throws<ArgumentException>(() => KnownNetworks.Find("resnet")).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_few_steps_tell_high_from_low(string name)
    {
        var network = KnownNetworks.Find(name).Options.Create(SmallInputs.GetValueOrDefault(name, Shape.Of(1, 16, 16)), logits: 1);
        const int batch = 8;
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, batch * network.Input.Count).Select(i => random.NextSingle() * 0.5f + (i / network.Input.Count % 2 == 0 ? 0.5f : -1f))];
        int[] classes = [.. Enumerable.Range(0, batch).Select(i => i % 2)];
        using var learner = new CpuBackend(threads: 1).Create(network, seed: 1);
        var optimizer = new AdamOptions { LearningRate = 0.01f };

        double[] losses = [.. Enumerable.Range(0, 25).Select(_ => learner.Step(inputs, LossTargets.Of(classes), batch, new BinaryCrossEntropyWithLogits(), optimizer))];

        Assert.InRange(losses[^5..].Average(), 0, 0.6 * losses[0]);
    }
}
