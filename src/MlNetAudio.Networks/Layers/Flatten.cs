namespace MlNetAudio.Networks.Layers;

/// <summary>Merges all axes from StartAxis on into one, in memory order: [64, 16, 31] → [31744]; with StartAxis 1, [251, 1, 128] → [251, 128].</summary>
/// <param name="StartAxis">Counted without the batch axis.</param>
public sealed record Flatten(int StartAxis = 0) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (StartAxis < 0 || StartAxis >= input.Rank) throw new ShapeException($"{this} receives {input}, which has no axis {StartAxis}.");
        int tail = 1;
        foreach (int dimension in input.Dimensions[StartAxis..]) tail = checked(tail * dimension);
        return Shape.Of([.. input.Dimensions[..StartAxis], tail]);
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Reshaped(input, InferOutput(input)) ?? throw MixesTime(input, time);

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Flatten({StartAxis})";
}
