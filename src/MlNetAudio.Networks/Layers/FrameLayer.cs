namespace MlNetAudio.Networks.Layers;

/// <summary>Another frame for the same content: zeros are put around it, or edges are cut off. What <see cref="ZeroPad1d"/>, <see cref="ZeroPad2d"/>, <see cref="Crop1d"/> and <see cref="Crop2d"/> have in common.</summary>
public abstract record FrameLayer : LayerSpec
{
    /// <summary>For each axis after the channels, what is put before and after it; negative: cut off.</summary>
    public abstract IReadOnlyList<Padding1d> Margins(Shape input);

    public sealed override Shape InferOutput(Shape input)
    {
        var margins = Margins(input);
        return Shape.Of([input[0], .. margins.Select((margin, i) => input[i + 1] + margin.Before + margin.After)]);
    }

    /// <summary>Zeros are put behind an example's own end; of what is cropped, an example that ends earlier keeps less.</summary>
    public sealed override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        if (time.Axis == 0) return time;
        var margin = Margins(input)[time.Axis - 1];
        int kept = input[time.Axis] + Math.Min(0, margin.After);
        return time.Through(steps => Math.Min(steps, kept) + margin.Before + Math.Max(0, margin.After));
    }

    public sealed override bool ReachesBehindEnd(Shape input, TimeAxis time) => time.Axis > 0 && Margins(input)[time.Axis - 1].After > 0;

    public sealed override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    private protected void CheckRank(Shape input, int rank)
    {
        if (input.Rank != rank) throw new ShapeException($"{this} needs {(rank == 2 ? "[channels, steps]" : "[channels, height, width]")} but receives {input}.");
    }

    private protected Padding1d Kept(Shape input, int axis, int start, int length) => start >= 0 && length > 0 && start + length <= input[axis]
        ? new(-start, start + length - input[axis])
        : throw new ShapeException($"{this} receives {input}, which does not hold {start}..{start + length - 1} along axis {axis}.");

    private protected Padding1d Added(int before, int after) =>
        before >= 0 && after >= 0 ? new(before, after) : throw new ShapeException($"{this} needs padding of at least 0; to cut off, use Crop1d or Crop2d.");
}
