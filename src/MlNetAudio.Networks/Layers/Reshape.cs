namespace MlNetAudio.Networks.Layers;

/// <summary>The same values in memory order under another shape.</summary>
public sealed record Reshape(Shape Target) : LayerSpec
{
    /// <param name="dimensions">Of one example, without the batch axis.</param>
    public Reshape(params ReadOnlySpan<int> dimensions) : this(Shape.Of(dimensions)) { }

    public override Shape InferOutput(Shape input) =>
        input.Count == Target.Count ? Target : throw new ShapeException($"{this} needs {Target.Count} values but receives {input}, which are {input.Count}.");

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Reshaped(input, InferOutput(input)) ?? throw MixesTime(input, time);

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Reshape({Target})";
}
