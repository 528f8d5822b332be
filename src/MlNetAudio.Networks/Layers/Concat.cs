namespace MlNetAudio.Networks.Layers;

/// <summary>The outputs of several branches that read the same input, one after the other along an axis; torch.cat.</summary>
public sealed record Concat : LayerSpec
{
    /// <param name="axis">Counted without the batch axis: 0 joins channels.</param>
    /// <exception cref="ShapeException">There are fewer than two branches.</exception>
    public Concat(int axis, params IReadOnlyList<LayerSpec> branches)
    {
        if (branches.Count < 2) throw new ShapeException($"A concatenation needs at least two branches, got {branches.Count}.");
        (Axis, Branches) = (axis, new SpecList<LayerSpec>(branches));
    }

    public int Axis { get; }

    public IReadOnlyList<LayerSpec> Branches { get; }

    public override Shape InferOutput(Shape input)
    {
        Shape[] outputs = [.. Branches.Select(branch => branch.InferOutput(input))];
        if (Axis < 0 || outputs.Any(output => Axis >= output.Rank || output.Rank != outputs[0].Rank))
            throw new ShapeException($"{this} receives {string.Join(", ", outputs.Distinct())}, which do not all have an axis {Axis}.");
        int[] dimensions = outputs[0].Dimensions.ToArray();
        for (int axis = 0; axis < dimensions.Length; axis++)
            if (axis != Axis && outputs.Any(output => output[axis] != dimensions[axis]))
                throw new ShapeException($"{this} receives {string.Join(", ", outputs.Distinct())}; they may differ along axis {Axis} alone.");
        dimensions[Axis] = outputs.Sum(output => output[Axis]);
        return Shape.Of(dimensions);
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        TimeAxis?[] times = [.. Branches.Select(branch => branch.InferTime(input, time))];
        if (!times.All(other => Equals(other, times[0]))) throw new ShapeException($"{this} joins branches whose steps of time are not the same; give them the same strides and the same axis of time.");
        return times[0]?.Axis != Axis ? times[0] : throw new ShapeException($"{this} would put the steps of one branch behind the padding of another; join along another axis than that of time, {Axis}.");
    }

    public override IReadOnlyList<ChildLayer> Children(Shape input) => [.. Branches.Select((branch, i) => new ChildLayer($"{i}", branch, input))];

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Concat(axis {Axis}, {Branches.Count} branches)";
}
