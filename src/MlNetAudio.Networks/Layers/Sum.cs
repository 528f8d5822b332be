namespace MlNetAudio.Networks.Layers;

/// <summary>The sum of several branches that read the same input.</summary>
public sealed record Sum : LayerSpec
{
    /// <exception cref="ShapeException">There are fewer than two branches.</exception>
    public Sum(params IReadOnlyList<LayerSpec> branches)
    {
        if (branches.Count < 2) throw new ShapeException($"A sum needs at least two branches, got {branches.Count}.");
        Branches = new SpecList<LayerSpec>(branches);
    }

    public IReadOnlyList<LayerSpec> Branches { get; }

    public override Shape InferOutput(Shape input)
    {
        Shape[] outputs = [.. Branches.Select(branch => branch.InferOutput(input))];
        return outputs.All(outputs[0].Equals)
            ? outputs[0]
            : throw new ShapeException($"{this} receives branches of {string.Join(" and ", outputs.Distinct())}; they must be of one shape.");
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        TimeAxis?[] times = [.. Branches.Select(branch => branch.InferTime(input, time))];
        return times.All(other => Equals(other, times[0]))
            ? times[0]
            : throw new ShapeException($"{this} adds branches whose steps of time are not the same; give them the same strides and the same axis of time.");
    }

    public override IReadOnlyList<ChildLayer> Children(Shape input) => [.. Branches.Select((branch, i) => new ChildLayer($"{i}", branch, input))];

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Sum({Branches.Count} branches)";
}
