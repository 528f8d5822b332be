using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [coefficients, frames] or [1, bands, frames] → [logits]: blocks of convolution along time (the coefficients are the channels it reads), ReLU and max-pooling; then a GRU, an LSTM and a GRU,
/// whose last step passes a hidden layer and decides. Meant for 39 MFCCs: 13 coefficients and their first and second differences.
/// </summary>
public sealed record ConvGruLstmOptions : NetworkOptions
{
    /// <summary>Output channels of each convolution.</summary>
    public IReadOnlyList<int> Channels { get; init => field = Require.Positive(value); } = Require.Positive([64, 128]);

    /// <summary>Frames that a convolution sees; without zeros around.</summary>
    public int Kernel { get; init => field = Require.Positive(value); } = 3;

    /// <summary>Frames that a pooling makes one.</summary>
    public int Pool { get; init => field = Require.Positive(value); } = 2;

    /// <summary>Units of each of the three recurrent layers.</summary>
    public int Units { get; init => field = Require.Positive(value); } = 128;

    /// <summary>Units of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = Require.Positive(value); } = Require.Positive([64]);

    /// <summary>After each hidden layer.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.3f;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are too few frames: with the defaults 10 are needed.</exception>
    public override NetworkSpec Create(Shape input, int logits) => new(input,
    [
        .. Channel(input), .. Channels.SelectMany(channels => (LayerSpec[])[new Conv1d(channels, Kernel), new Relu(), new MaxPool1d(Pool)]),
        new Transpose(0, 1), new Gru(Units, ReturnSequences: true), new Lstm(Units, ReturnSequences: true), new Gru(Units),
        .. Classifier(Hidden, Dropout, logits),
    ], timeAxis: input.Rank - 1);

    private static LayerSpec[] Channel(Shape input) => input.Rank == 3 ? [new Reshape(input[0] * input[1], input[2])] : [];
}
