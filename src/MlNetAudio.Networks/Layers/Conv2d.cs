namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [channels, height, width] → [OutChannels, height', width']: cross-correlation with zero padding, as torch.nn.Conv2d; weight [OutChannels, channels / Groups, Kernel], bias [OutChannels].
/// </summary>
/// <param name="Padding">Zeros around the image.</param>
public sealed record Conv2d(int OutChannels, Size2d Kernel, Size2d Stride = default, Padding2d Padding = default) : LayerSpec
{
    /// <summary>Pixels between two taps of the kernel.</summary>
    public Size2d Dilation { get; init; }

    /// <summary>Channels are cut into so many groups, each seen by its own share of the output channels; as many as channels: depthwise.</summary>
    public int Groups { get; init; } = 1;

    public bool HasBias { get; init; } = true;

    public override Shape InferOutput(Shape input)
    {
        if (OutChannels <= 0 || Groups <= 0 || !Kernel.IsPositive || !Stride.IsPositive || !Dilation.IsPositive || !Padding.IsNotNegative)
            throw new ShapeException($"{this} needs positive OutChannels, Kernel, Stride, Dilation and Groups, and Padding of at least 0.");
        if (input.Rank != 3) throw new ShapeException($"{this} needs [channels, height, width] but receives {input}; give it a spectrogram [1, mels, frames].");
        GroupedChannels.Check(this, input[0], OutChannels, Groups);
        int height = SlidingWindow.Count(input[1], Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom, Dilation.Height);
        int width = SlidingWindow.Count(input[2], Kernel.Width, Stride.Width, Padding.Left, Padding.Right, Dilation.Width);
        return height > 0 && width > 0
            ? Shape.Of(OutChannels, height, width)
            : throw new ShapeException($"{this} receives {input}, smaller than its kernel of {Kernel} with padding {Padding}; pool less before it, or use longer clips.");
    }

    /// <inheritdoc cref="Conv1d.InferTime"/>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis switch
    {
        1 => time.Through(steps => SlidingWindow.Count(steps, Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom, Dilation.Height)),
        2 => time.Through(steps => SlidingWindow.Count(steps, Kernel.Width, Stride.Width, Padding.Left, Padding.Right, Dilation.Width)),
        _ => throw MixesTime(input, time),
    };

    public override bool ReachesBehindEnd(Shape input, TimeAxis time) => (time.Axis == 1 ? Padding.Bottom : Padding.Right) > 0;

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[0] / Groups * Kernel.Height * Kernel.Width);
        var weight = new ParameterSpec("weight", Shape.Of(OutChannels, input[0] / Groups, Kernel.Height, Kernel.Width), bound);
        return HasBias ? [weight, new("bias", Shape.Of(OutChannels), bound)] : [weight];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() =>
        $"Conv2d({OutChannels}, kernel {Kernel}, stride {Stride}, padding {Padding}{(Dilation == 1 ? "" : $", dilation {Dilation}")}{(Groups == 1 ? "" : $", groups {Groups}")}{(HasBias ? "" : ", no bias")})";
}
