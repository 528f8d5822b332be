namespace MlNetAudio.Networks.Layers;

/// <summary>[..., features] → the same: y = (x − mean) / √(variance + Epsilon) · weight + bias over the last axes of each example; torch.nn.LayerNorm. weight and bias have the shape of these axes.</summary>
/// <param name="Axes">How many axes, from the last, are normalised together.</param>
public sealed record LayerNorm(int Axes = 1) : LayerSpec
{
    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-5f;

    public override Shape InferOutput(Shape input) =>
        Axes > 0 && Axes <= input.Rank ? input : throw new ShapeException($"{this} receives {input}, which has no {Axes} axes to normalise.");

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis < input.Rank - Axes ? time : throw MixesTime(input, time);

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        var normalized = Shape.Of(input.Dimensions[^Axes..]);
        return [new("weight", normalized, 0) { InitialValue = 1 }, new("bias", normalized, 0)];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => Axes == 1 ? "LayerNorm()" : $"LayerNorm({Axes} axes)";
}
