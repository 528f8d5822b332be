namespace MlNetAudio.Networks.Layers;

/// <summary>y = tanh(filter(x)) · σ(gate(x)): the gated unit of WaveNet (van den Oord et al. 2016). Parameters of the branches are named "filter…" and "gate…".</summary>
public sealed record Gated(LayerSpec Filter, LayerSpec Gate) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        Shape filter = Filter.InferOutput(input), gate = Gate.InferOutput(input);
        return filter.Equals(gate) ? filter : throw new ShapeException($"{this} multiplies {filter} of its filter by {gate} of its gate; they must be of one shape.");
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        TimeAxis? filter = Filter.InferTime(input, time), gate = Gate.InferTime(input, time);
        return Equals(filter, gate) ? filter : throw new ShapeException($"{this} multiplies a filter by a gate whose steps of time are not the same; give both the same strides and the same axis of time.");
    }

    public override IReadOnlyList<ChildLayer> Children(Shape input) => [new("filter", Filter, input), new("gate", Gate, input)];

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Gated";
}
