namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, steps] → [OutChannels, steps']: cross-correlation with zero padding, as torch.nn.Conv1d; weight [OutChannels, channels / Groups, Kernel], bias [OutChannels].</summary>
/// <param name="Padding">Zeros before and after; ((Kernel − 1) · Dilation, 0) makes it causal.</param>
public sealed record Conv1d(int OutChannels, int Kernel, int Stride = 1, Padding1d Padding = default) : LayerSpec
{
    /// <summary>Steps between two taps of the kernel.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Channels are cut into so many groups, each seen by its own share of the output channels; as many as channels: depthwise.</summary>
    public int Groups { get; init; } = 1;

    public bool HasBias { get; init; } = true;

    /// <summary>An output sees no input after it: zeros before the signal, as many steps out as in.</summary>
    public static Conv1d Causal(int outChannels, int kernel, int dilation = 1) => new(outChannels, kernel, Padding: ((kernel - 1) * dilation, 0)) { Dilation = dilation };

    public override Shape InferOutput(Shape input)
    {
        if (OutChannels <= 0 || Kernel <= 0 || Stride <= 0 || Dilation <= 0 || Groups <= 0 || !Padding.IsNotNegative)
            throw new ShapeException($"{this} needs positive OutChannels, Kernel, Stride, Dilation and Groups, and Padding of at least 0.");
        if (input.Rank != 2) throw new ShapeException($"{this} needs [channels, steps] but receives {input}; put Flatten(1) before it to read a spectrogram [1, mels, frames] along its frames.");
        GroupedChannels.Check(this, input[0], OutChannels, Groups);
        int steps = SlidingWindow.Count(input[1], Kernel, Stride, Padding.Before, Padding.After, Dilation);
        return steps > 0 ? Shape.Of(OutChannels, steps) : throw new ShapeException($"{this} receives {input}, shorter than its kernel; pool less before it, or use longer clips.");
    }

    /// <summary>What lies beyond an example's end counts as zeros, as it would behind the example alone.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis == 1
        ? time.Through(steps => SlidingWindow.Count(steps, Kernel, Stride, Padding.Before, Padding.After, Dilation))
        : throw MixesTime(input, time);

    public override bool ReachesBehindEnd(Shape input, TimeAxis time) => Padding.After > 0;

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[0] / Groups * Kernel);
        var weight = new ParameterSpec("weight", Shape.Of(OutChannels, input[0] / Groups, Kernel), bound);
        return HasBias ? [weight, new("bias", Shape.Of(OutChannels), bound)] : [weight];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() =>
        $"Conv1d({OutChannels}, kernel {Kernel}, stride {Stride}, padding {Padding}{(Dilation == 1 ? "" : $", dilation {Dilation}")}{(Groups == 1 ? "" : $", groups {Groups}")}{(HasBias ? "" : ", no bias")})";
}
