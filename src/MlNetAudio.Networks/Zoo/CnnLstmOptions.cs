using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] → [logits]: blocks of convolution, BatchNorm, ReLU and max-pooling; then an LSTM reads all channels and bands of each remaining frame, and its final state passes a dropout and
/// decides.
/// </summary>
/// <remarks>After the CLDNN of Sainath et al. 2015, "Convolutional, long short-term memory, fully connected deep neural networks".</remarks>
public sealed record CnnLstmOptions : NetworkOptions
{
    /// <summary>Output channels of each block.</summary>
    public IReadOnlyList<int> Channels { get; init => field = Require.Positive(value); } = Require.Positive([16, 32, 64]);

    /// <summary>Side of the convolutions' square; zeros around keep the size.</summary>
    public int Kernel { get; init => field = Require.Positive(value); } = 3;

    /// <summary>Bands that each block's pooling makes one.</summary>
    public int BandPool { get; init => field = Require.Positive(value); } = 2;

    /// <summary>Frames that each block's pooling makes one; with 1 the LSTM sees every frame.</summary>
    public int FramePool { get; init => field = Require.Positive(value); } = 2;

    public bool UsesBatchNorm { get; init; } = true;

    public RecurrentCell Cell { get; init => field = Require.Defined(value); }

    /// <summary>Units of each recurrent layer and direction.</summary>
    public int Units { get; init => field = Require.Positive(value); } = 128;

    /// <summary>Recurrent layers, each reading the steps of the one below.</summary>
    public int Layers { get; init => field = Require.Positive(value); } = 1;

    public bool IsBidirectional { get; init; }

    public StepPooling Pooling { get; init => field = Require.Defined(value); }

    /// <summary>Before the logits.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.3f;

    public override NetworkSpec Create(Shape input, int logits)
    {
        CheckIsImage(input);
        return new(input,
        [
            .. Channels.SelectMany(Block), new Permute(2, 0, 1), new Flatten(1),
            .. RecurrentOptions.Recurrent(Cell, Units, Layers, IsBidirectional, dropout: 0, Pooling), new Dropout(Dropout), new Linear(logits),
        ], timeAxis: 2);
    }

    private IEnumerable<LayerSpec> Block(int channels)
    {
        yield return new Conv2d(channels, Kernel, Padding: SamePadding.Of(Kernel)) { HasBias = !UsesBatchNorm };
        if (UsesBatchNorm) yield return new BatchNorm();
        yield return new Relu();
        yield return new MaxPool2d((BandPool, FramePool));
    }
}
