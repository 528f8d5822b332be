namespace MlNetAudio.Networks.Layers;

/// <summary>x · σ(x), any shape; torch.nn.SiLU.</summary>
public sealed record Silu : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Silu()";
}
