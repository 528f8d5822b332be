using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] → [logits]: BC-ResNet of Kim et al. 2021, "Broadcasted residual learning for efficient keyword spotting". A block convolves each channel along the bands, then the mean over
/// the bands along the frames, and adds the second to every band of the first.
/// </summary>
/// <remarks>
/// As its authors' code: 8 · Tau channels, in stage i half as many more for each stage before; frames are never made fewer, and their convolutions reach twice as far from stage to stage. Meant for 40
/// bands, of which the strides leave 20, 10 and 5.
/// </remarks>
public sealed record BcResNetOptions : NetworkOptions
{
    /// <summary>Width: 1, 1.5, 2, 3, 6 and 8 in the paper. With 3 there are 54,000 parameters, with 8 321,000.</summary>
    public float Tau { get; init => field = Require.Positive(value); } = 3;

    /// <summary>Blocks of each stage.</summary>
    public IReadOnlyList<int> StageBlocks { get; init => field = Require.Positive(value); } = Require.Positive([2, 2, 4, 4]);

    /// <summary>Bands by which the first block of each stage moves.</summary>
    public IReadOnlyList<int> StageStrides { get; init => field = Require.Positive(value); } = Require.Positive([1, 2, 2, 1]);

    /// <summary>Groups of bands that are normalised apart (SubSpectral Normalization, Chang et al. 2021); where so many do not divide the bands, the next smaller number that does.</summary>
    public int SubBands { get; init => field = Require.Positive(value); } = 5;

    /// <summary>Of whole channels, at the end of each block.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.1f;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">StageBlocks and StageStrides do not name the same stages.</exception>
    public override NetworkSpec Create(Shape input, int logits)
    {
        CheckIsImage(input);
        if (StageBlocks.Count != StageStrides.Count) throw new ArgumentException($"StageBlocks {StageBlocks} and StageStrides {StageStrides} must have one number for each stage.");
        int width = Math.Max(1, (int)(8 * Tau));
        var layers = new List<LayerSpec> { new Conv2d(2 * width, Kernel: 5, Stride: (2, 1), Padding: 2) { HasBias = false }, new BatchNorm(), new Relu() };
        var map = new Sequential(layers).InferOutput(input);
        for (int stage = 0; stage < StageBlocks.Count; stage++)
            for (int block = 0; block < StageBlocks[stage]; block++)
            {
                var added = Block(map, width * (stage + 2) / 2, block == 0 ? StageStrides[stage] : 1, dilation: 1 << stage);
                layers.AddRange(added);
                map = new Sequential(added).InferOutput(map);
            }
        return new(input,
        [
            .. layers,
            new Conv2d(map[0], (Math.Min(5, map[1]), 5), Padding: (0, 2)) { Groups = map[0], HasBias = false }, new Conv2d(4 * width, Kernel: 1) { HasBias = false }, new BatchNorm(), new Relu(),
            new GlobalAveragePool(), new Linear(logits),
        ]);
    }

    /// <summary>y = relu(f₂ + f₁(mean of f₂ over the bands) [+ x]) with f₂ along the bands and f₁ along the frames; x is added where the channels stay.</summary>
    private IReadOnlyList<LayerSpec> Block(Shape input, int channels, int stride, int dilation)
    {
        bool isTransition = input[0] != channels;
        var alongBands = new Conv2d(channels, (3, 1), (stride, 1), (1, 0)) { Groups = channels, HasBias = false };
        var map = alongBands.InferOutput(Shape.Of(channels, input[1], input[2]));
        LayerSpec[] body =
        [
            .. isTransition ? (LayerSpec[])[new Conv2d(channels, Kernel: 1) { HasBias = false }, new BatchNorm(), new Relu()] : [],
            alongBands, .. SubSpectralNorm(map), new Residual(AlongFrames(map, dilation)),
        ];
        return isTransition ? [.. body, new Relu()] : [new Residual(body), new Relu()];
    }

    private IReadOnlyList<LayerSpec> AlongFrames(Shape map, int dilation) =>
    [
        new AdaptiveAvgPool2d((1, map[2])),
        new Conv2d(map[0], (1, 3), Padding: (0, dilation)) { Groups = map[0], Dilation = (1, dilation), HasBias = false }, new BatchNorm(), new Silu(),
        new Conv2d(map[0], Kernel: 1) { HasBias = false }, new Dropout(Dropout) { DropsChannels = true },
    ];

    /// <summary>Each group of bands of each channel is a channel of its own.</summary>
    private LayerSpec[] SubSpectralNorm(Shape map)
    {
        int groups = Enumerable.Range(1, Math.Min(SubBands, map[1])).Last(count => map[1] % count == 0);
        return [new Reshape(map[0] * groups, map[1] / groups, map[2]), new BatchNorm(), new Reshape(map)];
    }
}
