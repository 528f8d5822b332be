namespace MlNetAudio.Networks.Layers;

/// <summary>max(0, x), any shape.</summary>
public sealed record Relu : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Relu()";
}
