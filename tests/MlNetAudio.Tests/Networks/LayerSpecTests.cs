using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>Shapes, names and equality of layers as data.</summary>
public class LayerSpecTests
{
    public static TheoryData<string, Shape, LayerSpec> Shapes => new()
    {
        { "[4, 8]", Shape.Of(3, 16), new Conv1d(4, Kernel: 3, Stride: 2, Padding: 1) },
        { "[4, 16]", Shape.Of(3, 16), Conv1d.Causal(4, kernel: 5, dilation: 3) },
        { "[4, 5, 14]", Shape.Of(1, 11, 16), new Conv2d(4, Kernel: (3, 5), Stride: (2, 1), Padding: new Padding2d(0, 0, 1, 1)) },
        { "[4, 9, 9]", Shape.Of(2, 5, 5), new ConvTranspose2d(4, Kernel: 3, Stride: 2, Padding: 1) },
        { "[4, 10, 10]", Shape.Of(2, 5, 5), new ConvTranspose2d(4, Kernel: 3, Stride: 2, Padding: 1) { OutputPadding = (1, 1) } },
        { "[2, 2, 3]", Shape.Of(2, 5, 7), new MaxPool2d(2) },
        { "[2, 3, 4]", Shape.Of(2, 5, 7), new MaxPool2d(2) { CeilMode = true } },
        { "[2, 1]", Shape.Of(2, 2), new AvgPool1d(1, Stride: 3) { CeilMode = true } },   // a second window would begin behind the signal
        { "[2, 3]", Shape.Of(2, 10), new AdaptiveAvgPool1d(3) },
        { "[2]", Shape.Of(2, 10, 3), new GlobalAveragePool() },
        { "[3, 4, 9]", Shape.Of(3, 4, 5), new Linear(9) },
        { "[7, 20]", Shape.Of(7, 3), new Gru(10, ReturnSequences: true) { Bidirectional = true } },
        { "[20]", Shape.Of(7, 3), new Rnn(10) { Bidirectional = true } },
        { "[4, 3, 2]", Shape.Of(2, 3, 4), new Transpose(0, 2) },
        { "[6, 4]", Shape.Of(2, 3, 4), new Reshape(6, 4) },
        { "[2, 6, 4]", Shape.Of(2, 3, 4), new UpsampleNearest(2, 1) },
        { "[2, 5, 7]", Shape.Of(2, 3, 4), new ZeroPad2d(new Padding2d(2, 0, 1, 2)) },
        { "[2, 3]", Shape.Of(2, 9), new Crop1d(3, Start: 4) },
        { "[5, 3]", Shape.Of(2, 3), new Concat(0, new Conv1d(3, Kernel: 1), new Relu()) },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void A_layer_infers_its_output(string output, Shape input, LayerSpec layer) => Assert.Equal(output, layer.InferOutput(input).ToString());

    public static TheoryData<string, Shape, LayerSpec> Misfits => new()
    {
        { "Conv2d(4, kernel 3, stride 1, padding 0, groups 2) cannot cut 3 input and 4 output channels into 2 groups; both must be multiples of it.", Shape.Of(3, 8, 8), new Conv2d(4, Kernel: 3) { Groups = 2 } },
        { "Conv1d(4, kernel 3, stride 1, padding 0) needs [channels, steps] but receives [1, 8, 8]; put Flatten(1) before it to read a spectrogram [1, mels, frames] along its frames.", Shape.Of(1, 8, 8), new Conv1d(4, Kernel: 3) },
        { "ConvTranspose2d(4, kernel 3, stride 2, padding 0) needs OutputPadding of at least 0 and below its stride of 2, got (2, 0).", Shape.Of(1, 8, 8), new ConvTranspose2d(4, Kernel: 3, Stride: 2) { OutputPadding = (2, 0) } },
        { "MaxPool1d(3, padding 2) needs Padding of at least 0 and at most half its Size.", Shape.Of(1, 8), new MaxPool1d(3, Padding: 2) },
        { "Gru(4, layers 1) needs [steps, features] but receives [8]; put Permute(2, 0, 1) and Flatten(1) before it to read a spectrogram [1, mels, frames] frame by frame.", Shape.Of(8), new Gru(4) },
        { "MultiHeadSelfAttention(3 heads) receives [5, 8] and cannot cut 8 features into 3 heads.", Shape.Of(5, 8), new MultiHeadSelfAttention(3) },
        { "Residual adds [3] of its body to [4] of its shortcut; give it a Shortcut that makes [3], such as a convolution with kernel 1 and the body's stride.", Shape.Of(4), new Residual(new Linear(3)) },
        { "Sum(2 branches) receives branches of [3] and [4]; they must be of one shape.", Shape.Of(4), new Sum(new Linear(3), new Relu()) },
        { "Gated multiplies [3] of its filter by [4] of its gate; they must be of one shape.", Shape.Of(4), new Gated(new Linear(3), new Relu()) },
        { "Block 0 of SkipSum(2 blocks) receives [4] but would add [3] to it; give it a Residual that makes [4].", Shape.Of(4), new SkipSum(new SkipBlock(new Linear(3)), new SkipBlock(new Linear(3))) },
        { "Reshape([3]) needs 3 values but receives [4], which are 4.", Shape.Of(4), new Reshape(3) },
        { "Crop1d(5, start 4) receives [1, 8], which does not hold 4..8 along axis 1.", Shape.Of(1, 8), new Crop1d(5, Start: 4) },
        { "Softmax(1) receives [4], which has no axis 1.", Shape.Of(4), new Softmax(1) },
        { "Layer 1 of 2: Reshape([5]) needs 5 values but receives [3], which are 3.", Shape.Of(4), new Sequential(new Linear(3), new Reshape(5)) },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void A_layer_that_does_not_fit_says_what_would(string message, Shape input, LayerSpec layer) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(() => layer.InferOutput(input)).Message);

    [Fact]
    public void Parameters_nest_as_PyTorchs_modules_do()
    {
        var network = new NetworkSpec(Shape.Of(4),
        [
            new Linear(4), new Residual(new Linear(4), new Relu()) { Shortcut = new Linear(4) { HasBias = false } },
            new Sequential(new Linear(4) { Name = "inner.last" }, new Sequential(new BatchNorm())) { Name = "blocks.0" }, new Sequential(new Linear(2) { Name = "head" }) { Name = "" },
        ]);

        Assert.Equal(
            [
                "0.weight", "0.bias", "1.0.weight", "1.0.bias", "1.shortcut.weight", "blocks.0.inner.last.weight", "blocks.0.inner.last.bias",
                "blocks.0.1.0.weight", "blocks.0.1.0.bias", "blocks.0.1.0.running_mean", "blocks.0.1.0.running_var", "head.weight", "head.bias",
            ],
            network.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_transformers_parameters_have_PyTorchs_names()
    {
        var network = new NetworkSpec(Shape.Of(3, 4), [new TransformerEncoderLayer(Heads: 2, FeedForward: 8) { Name = "layers.0" }]);

        Assert.Equal(
            [
                "linear1.bias", "linear1.weight", "linear2.bias", "linear2.weight", "norm1.bias", "norm1.weight", "norm2.bias", "norm2.weight",
                "self_attn.in_proj_bias", "self_attn.in_proj_weight", "self_attn.out_proj.bias", "self_attn.out_proj.weight",
            ],
            network.Parameters.Select(parameter => parameter.Name["layers.0.".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new NetworkSpec(Shape.Of(4), [new Linear(4) { Name = "fc" }, new Linear(4) { Name = "fc" }]));

        Assert.StartsWith("Two parts of the network are called 'fc'; give one of them another Name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_do_not_count_as_parameters()
    {
        var network = new NetworkSpec(Shape.Of(5, 2), [new BatchNorm()]);

        Assert.Equal(10, network.ParameterCount);
        Assert.Equal([true, true, false, false], network.Parameters.Select(parameter => parameter.IsTrainable));
    }

    [Fact]
    public void Layers_of_equal_content_are_equal()
    {
        Assert.Equal(new Residual(new Conv2d(3, Kernel: 3, Padding: 1), new Relu()), new Residual(new Conv2d(3, Kernel: (3, 3), Stride: 1, Padding: (1, 1)), new Relu()));
        Assert.NotEqual(new SkipSum(new SkipBlock(new Linear(3))), new SkipSum(new SkipBlock(new Linear(4))));
        Assert.Equal(new UpsampleNearest(2, 3).GetHashCode(), new UpsampleNearest(2, 3).GetHashCode());
    }

    [Fact]
    public void A_summary_shows_what_combinators_hold()
    {
        var network = new NetworkSpec(Shape.Of(4, 6), [new Residual(new Conv1d(4, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm()), new Gru(5)]);

        Assert.Equal(
            """
                 layer                                            output  parameters  multiply-adds
                 input                                            [4, 6]
            0    Residual                                         [4, 6]           0              0
            0.0  Conv1d(4, kernel 3, stride 1, padding 1, no bias)  [4, 6]          48            288
            0.1  BatchNorm()                                      [4, 6]           8              0
            1    Gru(5, layers 1)                                 [5]            195            660
                 total                                                           251            948
            """.ReplaceLineEndings("\n").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            LayerSummary.Table(network).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
