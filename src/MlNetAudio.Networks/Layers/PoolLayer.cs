namespace MlNetAudio.Networks.Layers;

/// <summary>What a pooling takes of each window.</summary>
public enum PoolKind
{
    Max,
    Average,
}

/// <summary>[channels, ...] → one value for each channel and window: what all poolings have in common. The windows of two axes are the products of theirs.</summary>
public abstract record PoolLayer : LayerSpec
{
    public abstract PoolKind Kind { get; }

    /// <summary>The windows along each axis after the channels; a global pooling sees these axes as one.</summary>
    public abstract IReadOnlyList<PoolAxis> Axes(Shape input);

    public override Shape InferOutput(Shape input) => Shape.Of([input[0], .. Axes(input).Select(axis => axis.Count)]);

    /// <summary>As many windows as there are of the valid steps alone. An adaptive pooling divides up each example for itself, and all have as many windows then.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        if (time.Axis == 0) throw MixesTime(input, time);
        var axis = Axes(input)[time.Axis - 1];
        return axis.IsAdaptive ? null : time.Through(axis.CountOf);
    }

    public sealed override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    private protected void CheckRank(Shape input, int rank)
    {
        if (input.Rank != rank) throw new ShapeException($"{this} needs {(rank == 2 ? "[channels, steps]" : "[channels, height, width]")} but receives {input}.");
    }

    private protected PoolAxis Sliding(Shape input, int axis, int size, int stride, int before, int after, bool ceilMode, bool countsPadding)
    {
        if (size <= 0 || stride <= 0) throw new ShapeException($"{this} needs a positive Size and Stride.");
        if (before < 0 || after < 0 || before > size / 2 || after > size / 2) throw new ShapeException($"{this} needs Padding of at least 0 and at most half its Size.");
        return input[axis] + before + after >= size
            ? PoolAxis.Sliding(input[axis], size, stride, before, after, ceilMode, countsPadding)
            : throw new ShapeException($"{this} receives {input}, smaller than one tile; pool less before it, or use longer clips.");
    }

    private protected PoolAxis Adaptive(Shape input, int axis, int count) =>
        count > 0 ? PoolAxis.Adaptive(input[axis], count) : throw new ShapeException($"{this} needs a positive output size.");
}
