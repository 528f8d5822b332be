namespace MlNetAudio.Networks.Zoo;

/// <summary>The networks that come with the library, by name, with the hyper-parameters of their sources.</summary>
public static class KnownNetworks
{
    private static readonly Shape Features = Shape.Of(4), Spectrogram = Shape.Of(1, 128, 251), KeywordSpectrogram = Shape.Of(1, 40, 101);

    public static IReadOnlyList<KnownNetwork> All { get; } =
    [
        new("mlp", "three hidden layers of 4 tanh units", NetworkInput.Features, Features, new MlpOptions()),
        new("cnn", "Conv16-Conv32-Conv64 (3x3, ReLU, max-pool 2), FC128", NetworkInput.Spectrogram, Spectrogram, new CnnOptions()),
        new("cnn-dnn", "Conv32-Conv64-Conv128 (3x3, BatchNorm, ReLU, max-pool 2), FC512, FC128", NetworkInput.Spectrogram, Spectrogram, CnnOptions.Dnn),
        new("cnn-image", "Conv32-Conv64-Conv128 (3x3, ReLU, max-pool 2), FC512, on a spectrogram of 224x224", NetworkInput.Spectrogram, Shape.Of(1, 224, 224), CnnOptions.Image),
        new("rnn", "plain recurrent network, 2 layers of 128 over time, last step", NetworkInput.Spectrogram, Spectrogram, RecurrentOptions.Rnn),
        new("lstm", "LSTM, 2 layers of 128 over time, last step", NetworkInput.Spectrogram, Spectrogram, RecurrentOptions.Lstm),
        new("gru", "GRU, 2 layers of 128 over time, last step", NetworkInput.Spectrogram, Spectrogram, RecurrentOptions.Gru),
        new("bilstm", "LSTM in both directions, 2 layers of 128 each over time, final states", NetworkInput.Spectrogram, Spectrogram, RecurrentOptions.BiLstm),
        new("lstm-attention", "LSTM, 2 layers of 128 over time, attention over all steps", NetworkInput.Spectrogram, Spectrogram, RecurrentOptions.LstmAttention),
        new("cnn-lstm", "Conv16-Conv32-Conv64 (3x3, BatchNorm, ReLU, max-pool 2), LSTM of 128 over time, last step", NetworkInput.Spectrogram, Spectrogram, new CnnLstmOptions()),
        new("conv-gru-lstm", "Conv64-Conv128 along time (3, ReLU, max-pool 2), GRU-LSTM-GRU of 128, last step, FC64", NetworkInput.Cepstra, Shape.Of(39, 251), new ConvGruLstmOptions()),
        new("wavenet", "WaveNet as a classifier: 9 gated causal blocks of 20 channels, dilation 1 to 256, sum of skips, mean over time", NetworkInput.Samples, Shape.Of(1, 16_000), new WaveNetOptions()),
        new("transformer", "4 encoder layers of 64 features and 4 heads over the frames, mean over time", NetworkInput.Spectrogram, Spectrogram, new TransformerOptions()),
        new("ds-cnn", "DS-CNN small: convolution 10x4, 4 depthwise separable blocks of 64 channels, mean", NetworkInput.Spectrogram, KeywordSpectrogram, DsCnnOptions.Small),
        new("bc-resnet", "BC-ResNet-3: broadcasted residual blocks along bands and frames, mean", NetworkInput.Spectrogram, KeywordSpectrogram, new BcResNetOptions()),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(network => network.Name)];

    /// <param name="name">In any case; underscores count as hyphens.</param>
    /// <exception cref="ArgumentException">No network is called that; the message names all.</exception>
    public static KnownNetwork Find(string name) => All.FirstOrDefault(network => string.Equals(network.Name, name.Replace('_', '-'), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no network '{name}'; there are {string.Join(", ", Names)}.");
}
