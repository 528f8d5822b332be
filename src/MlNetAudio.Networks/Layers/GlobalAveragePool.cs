namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, ...] → [channels]: the mean of each channel, over time or over the whole image.</summary>
public sealed record GlobalAveragePool : PoolLayer
{
    public override PoolKind Kind => PoolKind.Average;

    public override Shape InferOutput(Shape input)
    {
        _ = Axes(input);
        return Shape.Of(input[0]);
    }

    public override IReadOnlyList<PoolAxis> Axes(Shape input) => input.Rank >= 2
        ? [PoolAxis.Adaptive(input.Count / input[0], 1)]
        : throw new ShapeException($"{this} needs [channels, ...] with something to pool over but receives {input}.");

    /// <summary>The mean of an example's valid steps.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis > 0 && input.Rank <= 3 ? null : throw MixesTime(input, time);

    public override string ToString() => "GlobalAveragePool()";
}
