namespace MlNetAudio.Networks.Layers;

/// <summary>1 / (1 + e^−x), any shape.</summary>
public sealed record Sigmoid : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Sigmoid()";
}
