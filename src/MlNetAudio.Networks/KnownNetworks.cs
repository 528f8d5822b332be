using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>The networks that come with the library. All read a log-mel spectrogram [1, mels, frames]; one logit means a yes/no question, more mean one per class.</summary>
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

    /// <summary>[1, mels, frames] → [logits]: reads the spectrogram frame by frame with two LSTM layers of 128 units; the last step decides.</summary>
    public static NetworkSpec Lstm(int mels, int frames, int logits, float dropout = 0.3f) => new(Shape.Of(1, mels, frames),
    [
        new Permute(2, 0, 1), new Flatten(1), new Lstm(128, Layers: 2), new Dropout(dropout), new Linear(logits),
    ]);
}
