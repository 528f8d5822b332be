namespace MlNetAudio.Networks.Layers;

/// <summary>tanh(x), any shape.</summary>
public sealed record Tanh : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Tanh()";
}
