namespace MlNetAudio.Networks.Layers;

/// <summary>e^xᵢ / Σⱼ e^xⱼ along an axis; torch.nn.Softmax.</summary>
/// <param name="Axis">Counted without the batch axis; negative from the end.</param>
public sealed record Softmax(int Axis = -1) : LayerSpec
{
    public override Shape InferOutput(Shape input) =>
        Axis < input.Rank && Axis >= -input.Rank ? input : throw new ShapeException($"{this} receives {input}, which has no axis {Axis}.");

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis != (Axis < 0 ? Axis + input.Rank : Axis) ? time : throw MixesTime(input, time);

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Softmax({Axis})";
}
