using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Tests.Networks;

/// <summary>A small network with a time axis for every layer that reads or changes the number of steps: what engine and exporter are held to where examples have lengths.</summary>
internal static class LengthExamples
{
    private static readonly Dictionary<string, NetworkSpec> Networks = new()
    {
        ["Rnn"] = new(Shape.Of(6, 3), [new Rnn(4, ReturnSequences: true)], timeAxis: 0),
        ["Rnn with relu, both directions, two layers, final states"] = new(Shape.Of(5, 3), [new Rnn(4, Layers: 2) { UsesRelu = true, Bidirectional = true }], timeAxis: 0),
        ["Gru, two layers, final state"] = new(Shape.Of(6, 3), [new Gru(4, Layers: 2)], timeAxis: 0),
        ["Gru, both directions, two layers, all steps"] = new(Shape.Of(5, 3), [new Gru(3, Layers: 2, ReturnSequences: true) { Bidirectional = true }], timeAxis: 0),
        ["Lstm, two layers, last step"] = new(Shape.Of(6, 3), [new Lstm(4, Layers: 2)], timeAxis: 0),
        ["Lstm, both directions, final states"] = new(Shape.Of(6, 3), [new Lstm(4) { Bidirectional = true }], timeAxis: 0),
        ["Lstm, both directions, three layers, all steps"] = new(Shape.Of(5, 2), [new Lstm(3, Layers: 3, ReturnSequences: true) { Bidirectional = true }, new Sigmoid(), new Linear(2)], timeAxis: 0),
        ["Lstm longer than its chunks"] = new(Shape.Of(40, 2), [new Linear(3), new Lstm(2, ReturnSequences: true) { Bidirectional = true }, new AttentionPool()], timeAxis: 0),
        ["AttentionPool"] = new(Shape.Of(6, 4), [new Linear(4), new AttentionPool(), new Linear(2)], timeAxis: 0),
        ["MultiHeadSelfAttention"] = new(Shape.Of(6, 4), [new PositionalEncoding(), new MultiHeadSelfAttention(Heads: 2), new Linear(3)], timeAxis: 0),
        ["TransformerEncoderLayer"] = new(Shape.Of(5, 4), [new TransformerEncoderLayer(Heads: 2, FeedForward: 5, Dropout: 0), new LayerNorm(), new AttentionPool()], timeAxis: 0),
        ["TransformerEncoderLayer, norm first, gelu, means"] = new(Shape.Of(5, 4), [new TransformerEncoderLayer(Heads: 2, FeedForward: 5, Dropout: 0) { NormFirst = true, UsesGelu = true }, new Transpose(0, 1), new GlobalAveragePool()], timeAxis: 0),
        ["every value"] = new(Shape.Of(5, 4), [new Linear(4), new Gelu(), new Softmax(), new LogSoftmax(), new Silu(), new LeakyRelu(), new Tanh(), new Relu6(), new Dropout(0)], timeAxis: 0),
        ["GlobalAveragePool over time"] = new(Shape.Of(3, 7), [new GlobalAveragePool()], timeAxis: 1),
        ["GlobalAveragePool of an image"] = new(Shape.Of(2, 4, 6), [new Conv2d(3, Kernel: 1), new Sigmoid(), new GlobalAveragePool()], timeAxis: 2),
        ["GlobalMaxPool of an image whose rows are time"] = new(Shape.Of(2, 6, 4), [new Conv2d(3, Kernel: 1), new GlobalMaxPool()], timeAxis: 1),
        ["MaxPool1d, padded and in ceil mode"] = new(Shape.Of(2, 9), [new MaxPool1d(3, Stride: 1, Padding: 1), new MaxPool1d(2) { CeilMode = true }], timeAxis: 1),
        ["MaxPool2d, overlapping, padded"] = new(Shape.Of(2, 5, 8), [new MaxPool2d(3, Stride: 2, Padding: 1), new Conv2d(2, Kernel: 3, Padding: 1)], timeAxis: 2),
        ["MaxPool2d whose rows are time"] = new(Shape.Of(2, 8, 5), [new Conv2d(2, Kernel: 1), new MaxPool2d((3, 2), Stride: (2, 1)) { CeilMode = true }, new GlobalMaxPool()], timeAxis: 1),
        ["AvgPool1d"] = new(Shape.Of(2, 11), [new AvgPool1d(2), new AvgPool1d(3, Stride: 1, Padding: 1)], timeAxis: 1),
        ["AvgPool1d, padding does not count, ceil mode"] = new(Shape.Of(2, 11), [new AvgPool1d(3, Stride: 2, Padding: 1) { CeilMode = true, CountsPadding = false }, new Conv1d(2, Kernel: 2)], timeAxis: 1),
        ["AvgPool2d, ceil mode"] = new(Shape.Of(2, 6, 8), [new AvgPool2d(3, Stride: 2, Padding: 1) { CeilMode = true }], timeAxis: 2),
        ["AdaptiveAvgPool1d"] = new(Shape.Of(2, 10), [new Conv1d(2, Kernel: 1), new AdaptiveAvgPool1d(4), new Flatten(), new Linear(2)], timeAxis: 1),
        ["AdaptiveAvgPool2d"] = new(Shape.Of(2, 7, 8), [new AdaptiveAvgPool2d((3, 2))], timeAxis: 2),
        ["AdaptiveMaxPool2d whose rows are time"] = new(Shape.Of(2, 7, 5), [new AdaptiveMaxPool2d((3, 2)), new Flatten()], timeAxis: 1),
        ["Conv1d"] = new(Shape.Of(3, 12), [new Conv1d(4, Kernel: 3, Stride: 2, Padding: (1, 2)), new Tanh(), new Conv1d(2, Kernel: 3, Padding: 1)], timeAxis: 1),
        ["Conv1d, causal"] = new(Shape.Of(2, 9), [Conv1d.Causal(3, kernel: 2, dilation: 2), new Relu(), Conv1d.Causal(2, kernel: 3)], timeAxis: 1),
        ["Conv2d"] = new(Shape.Of(2, 4, 7), [new Conv2d(3, Kernel: 3, Padding: 1), new Relu(), new Conv2d(2, Kernel: 3, Stride: 2, Padding: 1)], timeAxis: 2),
        ["Conv2d, rectified and pooled"] = new(Shape.Of(1, 6, 27), [new Conv2d(3, Kernel: 3, Padding: 1), new Relu(), new MaxPool2d(2), new Conv2d(2, Kernel: (2, 3)), new Relu(), new GlobalAveragePool()], timeAxis: 2),
        ["Conv2d, normalised, rectified and pooled"] = new(Shape.Of(1, 5, 27), [new Conv2d(2, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm(), new Relu(), new MaxPool2d(2), new Conv2d(2, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm(), new Sigmoid(), new GlobalAveragePool()], timeAxis: 2),
        ["Conv2d, normalised, rectified and pooled, rows are time"] = new(Shape.Of(1, 7, 27), [new Conv2d(2, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm(), new Relu(), new MaxPool2d(2), new GlobalMaxPool()], timeAxis: 1),
        ["BatchNorm of an image"] = new(Shape.Of(3, 4, 6), [new BatchNorm { Epsilon = 1e-3f }, new Relu(), new Conv2d(2, Kernel: 3, Padding: 1) { HasBias = false }, new BatchNorm()], timeAxis: 2),
        ["ConvTranspose2d"] = new(Shape.Of(3, 4, 5), [new ConvTranspose2d(2, Kernel: 3, Stride: 2, Padding: 1) { OutputPadding = (1, 0) }, new Conv2d(1, Kernel: 3)], timeAxis: 2),
        ["UpsampleNearest"] = new(Shape.Of(2, 5), [new Conv1d(2, Kernel: 1), new UpsampleNearest(3), new Conv1d(2, Kernel: 2)], timeAxis: 1),
        ["ZeroPad and Crop"] = new(Shape.Of(2, 7), [new Conv1d(2, Kernel: 1), new ZeroPad1d((3, 2)), new Conv1d(2, Kernel: 3), new Crop1d(9, Start: 1)], timeAxis: 1),
        ["Reshape, Flatten and Permute"] = new(Shape.Of(1, 3, 6), [new Reshape(3, 6), new Conv1d(4, Kernel: 3),
            new Transpose(0, 1), new Reshape(4, 2, 2), new Permute(1, 2, 0), new Flatten(2), new Permute(2, 0, 1), new Flatten(1), new Gru(3)], timeAxis: 2),
        ["Residual with a shortcut"] = new(Shape.Of(3, 8), [new Residual(new Conv1d(4, Kernel: 3, Stride: 2, Padding: 1), new Relu(), new Conv1d(4, Kernel: 3, Padding: 1)) { Shortcut = new Conv1d(4, Kernel: 1, Stride: 2) }, new Relu(), new GlobalAveragePool()], timeAxis: 1),
        ["Sum and Concat"] = new(Shape.Of(3, 6), [new Sum(new Conv1d(3, Kernel: 3, Padding: 1), new Sigmoid()), new Concat(0, new Conv1d(2, Kernel: 1), new Tanh()), new Conv1d(2, Kernel: 2)], timeAxis: 1),
        ["a small WaveNet"] = new(Shape.Of(1, 9),
        [
            Conv1d.Causal(3, kernel: 2),
            new SkipSum(
                new SkipBlock(new Gated(Conv1d.Causal(4, 2, 1), Conv1d.Causal(4, 2, 1)), new Conv1d(3, Kernel: 1), new Conv1d(2, Kernel: 1)),
                new SkipBlock(new Gated(Conv1d.Causal(4, 2, 2), Conv1d.Causal(4, 2, 2)), Skip: new Conv1d(2, Kernel: 1))),
            new Relu(), new GlobalAveragePool(), new Linear(2),
        ], timeAxis: 1),
        ["a WaveNet"] = new WaveNetOptions { Channels = 3, Blocks = 3, Dropout = 0 }.Create(Shape.Of(1, 21), logits: 1),
        ["a convolutional network with an LSTM"] = new CnnLstmOptions { Channels = [2, 3], Units = 3, IsBidirectional = true, Pooling = StepPooling.Mean, Dropout = 0 }.Create(Shape.Of(1, 5, 26), logits: 2),
        ["a transformer"] = new TransformerOptions { PatchFrames = 2, Width = 4, Layers = 2, Heads = 2, FeedForward = 6, Dropout = 0 }.Create(Shape.Of(1, 3, 11), logits: 2),
        ["a recurrent network"] = new(Shape.Of(1, 3, 6), [new Permute(2, 0, 1), new Flatten(1), new Lstm(3, Layers: 2) { Bidirectional = true }, new Linear(2)], timeAxis: 2),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    public static NetworkSpec Named(string name) => Networks[name];

    /// <summary>Lengths of a batch, not in order: the longest, the shortest and others between, more than one slice of the engine's.</summary>
    public static int[] Lengths(NetworkSpec network, int batch = 10)
    {
        int longest = network.Time!.Steps, shortest = network.ShortestLength;
        int[] some = [longest, shortest, (longest + shortest) / 2, longest - 1, shortest + 1];
        return [.. Enumerable.Range(0, batch).Select(i => Math.Clamp(some[i % some.Length] - i / some.Length, shortest, longest))];
    }

    /// <summary>NaN behind every example's end.</summary>
    public static void Spoil(NetworkSpec network, float[] inputs, int[] lengths)
    {
        int steps = network.Time!.Steps, inner = network.Input.Dimensions[(network.Time.Axis + 1)..].ToArray().Aggregate(1, (product, dimension) => product * dimension);
        for (int i = 0; i < inputs.Length; i++)
            if (i % network.Input.Count / inner % steps >= lengths[i / network.Input.Count]) inputs[i] = float.NaN;
    }
}
