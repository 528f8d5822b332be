using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] → [logits]: blocks of convolution, BatchNorm or none, ReLU and max-pooling; then hidden layers with ReLU and dropout, and the logits. By default 16, 32 and 64 channels
/// and 128 units.
/// </summary>
public sealed record CnnOptions : NetworkOptions
{
    /// <summary>32, 64 and 128 channels with BatchNorm, then 512 and 128 units.</summary>
    public static CnnOptions Dnn { get; } = new() { Channels = [32, 64, 128], UsesBatchNorm = true, Hidden = [512, 128] };

    /// <summary>32, 64 and 128 channels, then 512 units: for spectrograms drawn as images of 224 × 224.</summary>
    public static CnnOptions Image { get; } = new() { Channels = [32, 64, 128], Hidden = [512] };

    /// <summary>Output channels of each block.</summary>
    public IReadOnlyList<int> Channels { get; init => field = Require.Positive(value); } = Require.Positive([16, 32, 64]);

    /// <summary>Side of the convolutions' square; zeros around keep the size.</summary>
    public int Kernel { get; init => field = Require.Positive(value); } = 3;

    /// <summary>Side of the pooling's square.</summary>
    public int Pool { get; init => field = Require.Positive(value); } = 2;

    public bool UsesBatchNorm { get; init; }

    /// <summary>Units of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = Require.Positive(value); } = Require.Positive([128]);

    /// <summary>After each hidden layer.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.5f;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The spectrogram is too small to be pooled so often: with three poolings of 2 both axes need at least 8.</exception>
    public override NetworkSpec Create(Shape input, int logits)
    {
        CheckIsImage(input);
        return new(input, [.. Channels.SelectMany(Block), new Flatten(), .. Classifier(Hidden, Dropout, logits)]);
    }

    private IEnumerable<LayerSpec> Block(int channels)
    {
        yield return new Conv2d(channels, Kernel, Padding: SamePadding.Of(Kernel));
        if (UsesBatchNorm) yield return new BatchNorm();
        yield return new Relu();
        yield return new MaxPool2d(Pool);
    }
}
