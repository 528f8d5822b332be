namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [OutChannels, height', width']: cross-correlation with zero padding, as torch.nn.Conv2d.</summary>
/// <param name="Kernel">Side of the square kernel.</param>
/// <param name="Stride">Step along both axes.</param>
/// <param name="Padding">Zeros on every side.</param>
public sealed record Conv2d(int OutChannels, int Kernel, int Stride = 1, int Padding = 0) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (OutChannels <= 0 || Kernel <= 0 || Stride <= 0 || Padding < 0)
            throw new ShapeException($"{this} needs positive OutChannels, Kernel and Stride, and Padding of at least 0.");
        if (input.Rank != 3) throw new ShapeException($"{this} needs [channels, height, width] but receives {input}; give it a spectrogram [1, mels, frames].");
        int height = Extent(input[1]), width = Extent(input[2]);
        return height > 0 && width > 0
            ? Shape.Of(OutChannels, height, width)
            : throw new ShapeException($"{this} receives {input}, smaller than its kernel of {Kernel} with padding {Padding}; pool less before it, or use longer clips.");
    }

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[0] * Kernel * Kernel);
        return [new("weight", Shape.Of(OutChannels, input[0], Kernel, Kernel), bound), new("bias", Shape.Of(OutChannels), bound)];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Conv2d({OutChannels}, kernel {Kernel}, stride {Stride}, padding {Padding})";

    private int Extent(int size) => size + 2 * Padding < Kernel ? 0 : (size + 2 * Padding - Kernel) / Stride + 1;
}
