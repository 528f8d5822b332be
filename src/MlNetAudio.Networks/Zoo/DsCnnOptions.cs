using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] → [logits]: a convolution of 10 frames × 4 bands, then blocks of a convolution of each channel by itself and one of kernel 1, all with BatchNorm and ReLU; the mean over the
/// map decides. DS-CNN of Zhang et al. 2017, "Hello Edge: keyword spotting on microcontrollers"; by default its smallest.
/// </summary>
/// <remarks>Convolutions have no bias, because the BatchNorm behind them has one. Padding is TensorFlow's "SAME", which the source uses.</remarks>
public sealed record DsCnnOptions : NetworkOptions
{
    /// <summary>64 channels and four blocks: 23,000 parameters with 12 classes.</summary>
    public static DsCnnOptions Small { get; } = new();

    /// <summary>172 channels and four blocks, the first of which halves the map: 140,000 parameters.</summary>
    public static DsCnnOptions Medium { get; } = new() { Channels = 172, BandStride = 1, FirstBlockStride = 2 };

    /// <summary>276 channels and five blocks, the first of which halves the map: 420,000 parameters.</summary>
    public static DsCnnOptions Large { get; } = Medium with { Channels = 276, Blocks = 5 };

    /// <summary>Of the first convolution and every block.</summary>
    public int Channels { get; init => field = Require.Positive(value); } = 64;

    public int Blocks { get; init => field = Require.Positive(value); } = 4;

    /// <summary>Frames that the first convolution sees.</summary>
    public int FrameKernel { get; init => field = Require.Positive(value); } = 10;

    /// <summary>Bands that the first convolution sees.</summary>
    public int BandKernel { get; init => field = Require.Positive(value); } = 4;

    /// <summary>Frames by which the first convolution moves.</summary>
    public int FrameStride { get; init => field = Require.Positive(value); } = 2;

    /// <summary>Bands by which the first convolution moves.</summary>
    public int BandStride { get; init => field = Require.Positive(value); } = 2;

    /// <summary>Side of the square that a block's first convolution sees.</summary>
    public int Kernel { get; init => field = Require.Positive(value); } = 3;

    /// <summary>Of the first block; the others keep the size.</summary>
    public int FirstBlockStride { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Before the logits; the source has none.</summary>
    public float Dropout { get; init => field = Require.Decay(value); }

    public override NetworkSpec Create(Shape input, int logits)
    {
        CheckIsImage(input);
        Size2d kernel = (BandKernel, FrameKernel), stride = (BandStride, FrameStride), blockStride = FirstBlockStride;
        var first = new Conv2d(Channels, kernel, stride, SamePadding.Of(input[1], input[2], kernel, stride)) { HasBias = false };
        var map = first.InferOutput(input);
        return new(input,
        [
            first, new BatchNorm(), new Relu(),
            .. Block(blockStride, SamePadding.Of(map[1], map[2], Kernel, blockStride)),
            .. Enumerable.Range(1, Blocks - 1).SelectMany(_ => Block(1, SamePadding.Of(Kernel))),
            new GlobalAveragePool(), new Dropout(Dropout), new Linear(logits),
        ]);
    }

    private LayerSpec[] Block(Size2d stride, Padding2d padding) =>
    [
        new Conv2d(Channels, Kernel, stride, padding) { Groups = Channels, HasBias = false }, new BatchNorm(), new Relu(),
        new Conv2d(Channels, Kernel: 1) { HasBias = false }, new BatchNorm(), new Relu(),
    ];
}
