namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, height, width] → [channels, ⌊height/Size⌋, ⌊width/Size⌋]: largest value of each Size × Size tile; a ragged edge is dropped, as torch.nn.MaxPool2d does.</summary>
public sealed record MaxPool2d(int Size) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (Size <= 0) throw new ShapeException($"{this} needs a positive Size.");
        if (input.Rank != 3) throw new ShapeException($"{this} needs [channels, height, width] but receives {input}.");
        return input[1] >= Size && input[2] >= Size
            ? Shape.Of(input[0], input[1] / Size, input[2] / Size)
            : throw new ShapeException($"{this} receives {input}, smaller than one tile; pool less before it, or use longer clips.");
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"MaxPool2d({Size})";
}
