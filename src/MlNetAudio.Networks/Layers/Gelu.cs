namespace MlNetAudio.Networks.Layers;

/// <summary>x · Φ(x) with Φ the normal distribution, any shape; torch.nn.GELU.</summary>
/// <param name="UsesTanh">The approximation x · (1 + tanh(√(2/π) · (x + 0.044715·x³))) / 2 instead; PyTorch's approximate='tanh'.</param>
public sealed record Gelu(bool UsesTanh = false) : LayerSpec
{
    public override Shape InferOutput(Shape input) => input;

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => UsesTanh ? "Gelu(tanh)" : "Gelu()";
}
