using System.Text.Json;
using MlNetAudio.Cli;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed class DescribeRunTests : IDisposable
{
    private readonly CliRunner _cli = new(new CommandHandlers { Describe = DescribeRun.Run });

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_layer_is_a_row_between_the_input_and_the_total()
    {
        Assert.Equal((0, ""), _cli.Run("describe", "cnn", "--batch", "2", "--mels", "16", "--frames", "24", "--logits", "3", "--threads", "1"));

        string[] lines = _cli.Output.Split(Environment.NewLine);
        var network = new CnnOptions().Create(Shape.Of(1, 16, 24), logits: 3);
        Assert.Equal(network.Layers.Count + 6, lines.Length);   // header, input, total, an empty line, the legend, the end
        Assert.Contains("multiply-adds", lines[0], StringComparison.Ordinal);
        Assert.Contains("[1, 16, 24]", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("total", lines[^4], StringComparison.Ordinal);
        Assert.Contains(network.ParameterCount.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), lines[^4], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_what_adds_up_to_the_totals()
    {
        Assert.Equal((0, ""), _cli.Run("describe", "wavenet", "--batch", "2", "--samples", "600", "--json"));

        using var document = JsonDocument.Parse(_cli.Output);
        var root = document.RootElement;
        var layers = root.GetProperty("layers").EnumerateArray().ToArray();
        var network = new WaveNetOptions().Create(Shape.Of(1, 600), logits: 1);
        Assert.Equal(network.AllLayers.Select(layer => layer.Name), layers.Select(layer => layer.GetProperty("name").GetString()!));
        Assert.Equal(network.ParameterCount, layers.Sum(layer => layer.GetProperty("parameters").GetInt64()));
        Assert.Equal(root.GetProperty("multiply_adds").GetInt64(), layers.Sum(layer => layer.GetProperty("multiply_adds").GetInt64()));
        Assert.Equal(1, layers.Sum(layer => layer.GetProperty("time_share").GetDouble()), precision: 6);
        long own = layers.Sum(layer => layer.GetProperty("bytes").GetInt64()), shared = root.GetProperty("shared_gradient_bytes").GetInt64() + root.GetProperty("scratch_bytes").GetInt64();
        Assert.InRange(root.GetProperty("bytes").GetInt64() - own - shared, 2 * 600 * 4, 2 * 600 * 4 + 1024);   // the input, and the slack behind the last block
    }

    public static TheoryData<string> Names => [.. DescribeOptions.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_name_is_a_network(string name)
    {
        var options = new DescribeOptions { Network = name, Batch = 1, Logits = 2 };

        Assert.Equal(2, options.CreateNetwork().Output[0]);
    }

    [Fact]
    public void A_name_with_underscores_is_the_one_with_hyphens()
    {
        Assert.Equal((0, ""), _cli.Run("describe", "conv_gru_lstm", "--batch", "1", "--frames", "12", "--threads", "1"));

        Assert.Contains("[39, 12]", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("describe cn", "mlaudio: There is no network 'cn'; did you mean cnn? There are mlp, cnn, cnn-dnn, cnn-image, rnn, lstm, gru, bilstm, lstm-attention, cnn-lstm, conv-gru-lstm, wavenet, transformer, ds-cnn, bc-resnet.")]
    [InlineData("describe perceptron", "mlaudio: There is no network 'perceptron'; there are mlp, cnn, cnn-dnn, cnn-image, rnn, lstm, gru, bilstm, lstm-attention, cnn-lstm, conv-gru-lstm, wavenet, transformer, ds-cnn, bc-resnet.")]
    [InlineData("describe wavenet --mels 8", "mlaudio: wavenet reads samples; give it --samples instead of --mels.")]
    [InlineData("describe lstm --samples 8", "mlaudio: lstm reads a spectrogram; give it --mels and --frames instead of --samples.")]
    [InlineData("describe mlp --mels 8 --frames 9", "mlaudio: mlp reads features of a clip; give it --features instead of --mels and --frames.")]
    [InlineData("describe cnn --batch 0", "mlaudio: --batch must be a whole number of at least 1, got '0'.")]
    public void A_network_that_cannot_be_described_is_refused_with_2(string words, string message)
    {
        var (code, error) = _cli.Run(words.Split(' '));

        Assert.Equal(2, code);
        Assert.Equal(message, error.Split('\n')[0]);
        Assert.Equal("", _cli.Output);
    }
}
