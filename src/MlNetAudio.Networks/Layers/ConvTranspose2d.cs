namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [channels, height, width] → [OutChannels, (height − 1) · stride − 2 · padding + dilation · (kernel − 1) + 1 + output padding, ...]: the adjoint of a convolution, as
/// torch.nn.ConvTranspose2d; weight [channels, OutChannels / Groups, Kernel], bias [OutChannels].
/// </summary>
/// <param name="Padding">Rows and columns that are cut off around the output.</param>
public sealed record ConvTranspose2d(int OutChannels, Size2d Kernel, Size2d Stride = default, Padding2d Padding = default) : LayerSpec
{
    /// <summary>Rows and columns more at the bottom and the right, below the stride: of the sizes that a convolution would bring to the input's, which one is meant.</summary>
    public (int Height, int Width) OutputPadding { get; init; }

    public Size2d Dilation { get; init; }

    public int Groups { get; init; } = 1;

    public bool HasBias { get; init; } = true;

    public override Shape InferOutput(Shape input)
    {
        if (OutChannels <= 0 || Groups <= 0 || !Kernel.IsPositive || !Stride.IsPositive || !Dilation.IsPositive || !Padding.IsNotNegative)
            throw new ShapeException($"{this} needs positive OutChannels, Kernel, Stride, Dilation and Groups, and Padding of at least 0.");
        if (OutputPadding.Height < 0 || OutputPadding.Width < 0 || OutputPadding.Height >= Stride.Height || OutputPadding.Width >= Stride.Width)
            throw new ShapeException($"{this} needs OutputPadding of at least 0 and below its stride of {Stride}, got {OutputPadding}.");
        if (input.Rank != 3) throw new ShapeException($"{this} needs [channels, height, width] but receives {input}.");
        GroupedChannels.Check(this, input[0], OutChannels, Groups);
        int height = HeightOf(input[1]), width = WidthOf(input[2]);
        return height > 0 && width > 0 ? Shape.Of(OutChannels, height, width) : throw new ShapeException($"{this} receives {input} and would cut off all of it; give it less Padding.");
    }

    /// <inheritdoc cref="Conv1d.InferTime"/>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis switch
    {
        1 => time.Through(HeightOf),
        2 => time.Through(WidthOf),
        _ => throw MixesTime(input, time),
    };

    /// <summary>Every input is spread over a whole kernel of outputs.</summary>
    public override bool ReachesBehindEnd(Shape input, TimeAxis time) => true;

    /// <summary>PyTorch counts the fan-in of a transposed convolution in its output channels.</summary>
    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(OutChannels / Groups * Kernel.Height * Kernel.Width);
        var weight = new ParameterSpec("weight", Shape.Of(input[0], OutChannels / Groups, Kernel.Height, Kernel.Width), bound);
        return HasBias ? [weight, new("bias", Shape.Of(OutChannels), bound)] : [weight];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"ConvTranspose2d({OutChannels}, kernel {Kernel}, stride {Stride}, padding {Padding})";

    private int HeightOf(int height) => (height - 1) * Stride.Height - Padding.Top - Padding.Bottom + Dilation.Height * (Kernel.Height - 1) + 1 + OutputPadding.Height;

    private int WidthOf(int width) => (width - 1) * Stride.Width - Padding.Left - Padding.Right + Dilation.Width * (Kernel.Width - 1) + 1 + OutputPadding.Width;
}
