namespace MlNetAudio.Networks.Layers;

/// <summary>x where x &gt; 0, otherwise Slope · x, any shape; torch.nn.LeakyReLU.</summary>
public sealed record LeakyRelu(float Slope = 0.01f) : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => FormattableString.Invariant($"LeakyRelu({Slope})");
}
