namespace MlNetAudio.Networks.Layers;

/// <summary>Exchanges two axes, counted without the batch axis: Transpose(0, 1) turns [channels, steps] into [steps, channels].</summary>
public sealed record Transpose(int First, int Second) : LayerSpec
{
    public override Shape InferOutput(Shape input) => Order(input).InferOutput(input);

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => Order(input).InferTime(input, time);

    /// <summary>Visited as the <see cref="Permute"/> that it is.</summary>
    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(Order(layer.Input), layer);

    public override string ToString() => $"Transpose({First}, {Second})";

    private Permute Order(Shape input)
    {
        if (First < 0 || Second < 0 || First >= input.Rank || Second >= input.Rank) throw new ShapeException($"{this} receives {input}, which does not have both axes.");
        int[] order = [.. Enumerable.Range(0, input.Rank)];
        (order[First], order[Second]) = (order[Second], order[First]);
        return new(order);
    }
}
