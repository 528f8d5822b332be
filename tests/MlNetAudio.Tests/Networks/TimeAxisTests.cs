using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>Where layers carry the time axis, and how many steps of an example of its own length are valid there.</summary>
public class TimeAxisTests
{
    public static TheoryData<LayerSpec, Shape, int, int?, int> Rules => new()
    {
        // layer, input, time axis before and after (null: each example has one answer), valid steps after it of 7 before it
        { new Conv1d(4, Kernel: 3, Stride: 2, Padding: 1), Shape.Of(3, 16), 1, 1, 4 },
        { Conv1d.Causal(4, kernel: 5, dilation: 3), Shape.Of(3, 16), 1, 1, 7 },
        { new Conv2d(4, Kernel: (3, 5)), Shape.Of(1, 11, 16), 2, 2, 3 },
        { new Conv2d(4, Kernel: (3, 5)), Shape.Of(1, 11, 16), 1, 1, 5 },
        { new ConvTranspose2d(4, Kernel: 3, Stride: 2, Padding: 1), Shape.Of(2, 5, 9), 2, 2, 13 },
        { new MaxPool1d(2), Shape.Of(2, 9), 1, 1, 3 },
        { new MaxPool1d(2) { CeilMode = true }, Shape.Of(2, 9), 1, 1, 4 },
        { new AvgPool2d(3, Stride: 2, Padding: 1), Shape.Of(2, 6, 9), 2, 2, 4 },
        { new UpsampleNearest(2, 3), Shape.Of(2, 6, 9), 2, 2, 21 },
        { new ZeroPad1d((1, 2)), Shape.Of(2, 9), 1, 1, 10 },
        { new Crop1d(5, Start: 3), Shape.Of(2, 9), 1, 1, 4 },
        { new Crop1d(5, Start: 1), Shape.Of(2, 9), 1, 1, 5 },
        { new Permute(2, 0, 1), Shape.Of(1, 3, 9), 2, 0, 7 },
        { new Transpose(0, 1), Shape.Of(3, 9), 1, 0, 7 },
        { new Flatten(1), Shape.Of(9, 1, 3), 0, 0, 7 },
        { new Reshape(3, 9), Shape.Of(1, 3, 9), 2, 1, 7 },
        { new Linear(4), Shape.Of(9, 3), 0, 0, 7 },
        { new LayerNorm(), Shape.Of(9, 3), 0, 0, 7 },
        { new BatchNorm(), Shape.Of(3, 9), 1, 1, 7 },
        { new Softmax(), Shape.Of(9, 3), 0, 0, 7 },
        { new Lstm(4, ReturnSequences: true), Shape.Of(9, 3), 0, 0, 7 },
        { new TransformerEncoderLayer(Heads: 1, FeedForward: 4), Shape.Of(9, 3), 0, 0, 7 },
        { new Residual(new Conv1d(3, Kernel: 3, Padding: 1)), Shape.Of(3, 9), 1, 1, 7 },
        { new Concat(0, new Conv1d(3, Kernel: 1), new Relu()), Shape.Of(3, 9), 1, 1, 7 },
        { new Gru(4) { Bidirectional = true }, Shape.Of(9, 3), 0, null, 0 },
        { new AttentionPool(), Shape.Of(9, 3), 0, null, 0 },
        { new GlobalAveragePool(), Shape.Of(3, 4, 9), 2, null, 0 },
        { new AdaptiveMaxPool1d(4), Shape.Of(3, 9), 1, null, 0 },
    };

    [Theory, MemberData(nameof(Rules))]
    public void A_layer_says_where_time_goes_and_how_much_of_it_is_left(LayerSpec layer, Shape input, int axis, int? after, int steps)
    {
        var time = layer.InferTime(input, TimeAxis.OfInput(axis, input[axis]));

        Assert.Equal(after, time?.Axis);
        if (time is null) return;
        Assert.Equal(steps, time.StepsOf(7));
        Assert.Equal(layer.InferOutput(input)[time.Axis], time.Steps);   // an example that fills the input fills the output
    }

    public static TheoryData<LayerSpec, Shape, int> Mixers => new()
    {
        { new Flatten(), Shape.Of(3, 9), 1 }, { new Linear(4), Shape.Of(3, 9), 1 }, { new LayerNorm(), Shape.Of(3, 9), 1 }, { new Softmax(0), Shape.Of(9, 3), 0 },
        { new Conv1d(4, Kernel: 3), Shape.Of(9, 3), 0 }, { new MaxPool2d(2), Shape.Of(9, 4, 4), 0 }, { new BatchNorm(), Shape.Of(9, 3), 0 }, { new Reshape(9, 3), Shape.Of(3, 9), 1 },
        { new Lstm(4), Shape.Of(3, 9), 1 }, { new AttentionPool(), Shape.Of(3, 9), 1 }, { new MultiHeadSelfAttention(3), Shape.Of(3, 9), 1 },
    };

    [Theory, MemberData(nameof(Mixers))]
    public void A_layer_that_would_mix_steps_with_padding_says_what_to_do(LayerSpec layer, Shape input, int axis)
    {
        var error = Assert.Throws<ShapeException>(() => layer.InferTime(input, TimeAxis.OfInput(axis, input[axis])));

        Assert.Equal(
            $"{layer} receives {input}, whose axis {axis} is time, and would mix an example's steps with the padding behind them; put a layer before it that reads the steps (GlobalAveragePool, AttentionPool, a recurrent layer), or build the network without a time axis.",
            error.Message);
    }

    public static TheoryData<string, LayerSpec> Disagreements => new()
    {
        { "Sum(2 branches) adds branches whose steps of time are not the same", new Sum(new Conv1d(9, Kernel: 1), new Transpose(0, 1)) },
        { "Concat(axis 1, 2 branches) would put the steps of one branch behind the padding of another; join along another axis than that of time, 1.", new Concat(1, new Relu(), new Tanh()) },
        { "Gated multiplies a filter by a gate whose steps of time are not the same", new Gated(new Relu(), new Transpose(0, 1)) },
        { "Residual adds a body whose steps of time are not those of its shortcut", new Residual(new Transpose(0, 1)) },
        { "Block 0 of SkipSum(2 blocks) changes the steps of time", new SkipSum(new SkipBlock(new Transpose(0, 1)), new SkipBlock(new Relu())) },
    };

    [Theory, MemberData(nameof(Disagreements))]
    public void Branches_must_agree_about_time(string message, LayerSpec layer)
    {
        var error = Assert.Throws<ShapeException>(() => new NetworkSpec(Shape.Of(9, 9), [layer, new GlobalAveragePool()], timeAxis: 1));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_knows_its_shortest_example_and_where_its_output_is_time()
    {
        var network = new NetworkSpec(Shape.Of(1, 40, 100), [new Reshape(40, 100), new Conv1d(8, Kernel: 5), new MaxPool1d(4), new Conv1d(8, Kernel: 3), new Transpose(0, 1), new Linear(2)], timeAxis: 2);

        Assert.Equal(16, network.ShortestLength);   // three windows of four, and four more for the first kernel
        Assert.Equal(0, network.OutputTime!.Axis);
        Assert.Equal([0, 1, 1, 1, 1, 2], Enumerable.Range(15, 6).Select(network.OutputTime.StepsOf));
    }

    [Fact]
    public void A_layer_inside_another_is_named_with_the_place_where_time_was_lost()
    {
        var error = Assert.Throws<ShapeException>(() => new NetworkSpec(Shape.Of(1, 8, 9), [new Conv2d(2, Kernel: 3), new Relu(), new Sequential(new Flatten(), new Linear(1))], timeAxis: 2));

        Assert.StartsWith("Layer 2 of 3: Layer 0 of 2: Flatten(0) receives [2, 6, 7], whose axis 2 is time,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_that_axis_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => new NetworkSpec(Shape.Of(4, 9), [new GlobalMaxPool()], timeAxis: 2));

        Assert.Equal("The network's input [4, 9] has no axis 2 that could be time.", error.Message);
    }
}
