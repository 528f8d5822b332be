namespace MlNetAudio.Networks.Layers;

/// <summary>min(max(0, x), 6), any shape; torch.nn.ReLU6.</summary>
public sealed record Relu6 : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Relu6()";
}
