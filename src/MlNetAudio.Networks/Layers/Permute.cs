namespace MlNetAudio.Networks.Layers;

/// <summary>Reorders the axes, as torch.permute: output axis i is input axis Order[i], counted without the batch axis. Permute(2, 0, 1): [1, mels, frames] → [frames, 1, mels].</summary>
public sealed record Permute : LayerSpec
{
    public Permute(params IReadOnlyList<int> order) => Order = [.. order];

    public IReadOnlyList<int> Order { get; }

    public override Shape InferOutput(Shape input)
    {
        if (!Order.Order().SequenceEqual(Enumerable.Range(0, input.Rank)))
            throw new ShapeException($"{this} receives {input} and must name each of its {input.Rank} axes once.");
        return Shape.Of([.. Order.Select(axis => input[axis])]);
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.At(Enumerable.Range(0, Order.Count).Single(axis => Order[axis] == time.Axis));

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public bool Equals(Permute? other) => other is not null && Order.SequenceEqual(other.Order);

    public override int GetHashCode() => Order.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"Permute({string.Join(", ", Order)})";
}
