using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>
/// The networks that come with the library. All read a log-mel spectrogram [1, mels, frames], but for the WaveNet, which reads samples; one logit means a yes/no question, more mean one per class.
/// Those with a time axis (<see cref="NetworkSpec.Time"/>) take clips of their own lengths in one batch.
/// </summary>
public static class KnownNetworks
{
    /// <summary>[1, mels, frames] → [logits]: three blocks of 3 × 3 convolution (16, 32, 64 channels), ReLU and 2 × 2 pooling, then 128 units and the logits.</summary>
    /// <exception cref="ShapeException">The spectrogram is too small to be halved three times: both axes need at least 8.</exception>
    public static NetworkSpec Cnn(int mels, int frames, int logits, float dropout = 0.5f) => new(Shape.Of(1, mels, frames),
    [
        new Conv2d(16, Kernel: 3, Padding: 1), new Relu(), new MaxPool2d(2),
        new Conv2d(32, Kernel: 3, Padding: 1), new Relu(), new MaxPool2d(2),
        new Conv2d(64, Kernel: 3, Padding: 1), new Relu(), new MaxPool2d(2),
        new Flatten(), new Linear(128), new Relu(), new Dropout(dropout), new Linear(logits),
    ]);

    /// <summary>
    /// [1, mels, frames] → [logits]: three blocks of 3 × 3 convolution (32, 64, 128 channels), BatchNorm, ReLU and 2 × 2 pooling, then 512 and 128 units and the logits.
    /// </summary>
    /// <exception cref="ShapeException">The spectrogram is too small to be halved three times: both axes need at least 8.</exception>
    public static NetworkSpec CnnDnn(int mels, int frames, int logits, float dropout = 0.5f) => new(Shape.Of(1, mels, frames),
    [
        new Conv2d(32, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2),
        new Conv2d(64, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2),
        new Conv2d(128, Kernel: 3, Padding: 1), new BatchNorm(), new Relu(), new MaxPool2d(2),
        new Flatten(), new Linear(512), new Relu(), new Dropout(dropout), new Linear(128), new Relu(), new Dropout(dropout), new Linear(logits),
    ]);

    /// <summary>[1, mels, frames] → [logits]: reads the spectrogram frame by frame with two plain recurrent layers of 128 units; the last step decides.</summary>
    public static NetworkSpec Rnn(int mels, int frames, int logits, float dropout = 0.3f) => Recurrent(mels, frames, logits, dropout, new Rnn(128, Layers: 2));

    /// <summary>[1, mels, frames] → [logits]: reads the spectrogram frame by frame with two LSTM layers of 128 units; the last step decides.</summary>
    public static NetworkSpec Lstm(int mels, int frames, int logits, float dropout = 0.3f) => Recurrent(mels, frames, logits, dropout, new Lstm(128, Layers: 2));

    /// <summary>[1, mels, frames] → [logits]: reads the spectrogram frame by frame with two GRU layers of 128 units; the last step decides.</summary>
    public static NetworkSpec Gru(int mels, int frames, int logits, float dropout = 0.3f) => Recurrent(mels, frames, logits, dropout, new Gru(128, Layers: 2));

    /// <summary>[1, mels, frames] → [logits]: two LSTM layers of 128 units in each direction; the final states of both decide.</summary>
    public static NetworkSpec BiLstm(int mels, int frames, int logits, float dropout = 0.3f) => Recurrent(mels, frames, logits, dropout, new Lstm(128, Layers: 2) { Bidirectional = true });

    /// <summary>
    /// [1, mels, frames] → [logits]: two blocks of convolution over 3 frames (64, 128 channels; the mels are the channels it reads), ReLU and pooling by 2, then GRU, LSTM and GRU of 128 units, the
    /// last step, 64 units and the logits.
    /// </summary>
    /// <exception cref="ShapeException">There are fewer than 10 frames.</exception>
    public static NetworkSpec ConvGruLstm(int mels, int frames, int logits, float dropout = 0.3f) => new(Shape.Of(1, mels, frames),
    [
        new Reshape(mels, frames),
        new Conv1d(64, Kernel: 3), new Relu(), new MaxPool1d(2),
        new Conv1d(128, Kernel: 3), new Relu(), new MaxPool1d(2),
        new Transpose(0, 1), new Gru(128, ReturnSequences: true), new Lstm(128, ReturnSequences: true), new Gru(128),
        new Linear(64), new Relu(), new Dropout(dropout), new Linear(logits),
    ], timeAxis: 2);

    /// <summary>
    /// [1, samples] → [logits]: a causal convolution, then blocks of gated causal convolutions of two samples whose distance doubles from block to block (1, 2, 4 ...), each passing on and
    /// contributing a convolution of kernel 1; the mean over time of the contributions decides. WaveNet as a classifier (van den Oord et al. 2016).
    /// </summary>
    /// <param name="blocks">With 9, an output hears the 512 samples up to it, and one more.</param>
    public static NetworkSpec WaveNet(int samples, int logits, int channels = 20, int blocks = 9, float dropout = 0.3f) => new(Shape.Of(1, samples),
    [
        Conv1d.Causal(channels, kernel: 2),
        new SkipSum([.. Enumerable.Range(0, blocks).Select(i => new SkipBlock(new Sequential(
            new Gated(Conv1d.Causal(channels, kernel: 2, dilation: 1 << i), Conv1d.Causal(channels, kernel: 2, dilation: 1 << i)), new Conv1d(channels, Kernel: 1))))]),
        new Relu(), new GlobalAveragePool(), new Dropout(dropout), new Linear(logits),
    ], timeAxis: 1);

    private static NetworkSpec Recurrent(int mels, int frames, int logits, float dropout, RecurrentLayer layers) =>
        new(Shape.Of(1, mels, frames), [new Permute(2, 0, 1), new Flatten(1), layers, new Dropout(dropout), new Linear(logits)], timeAxis: 2);
}
