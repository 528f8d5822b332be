namespace MlNetAudio.Networks.Layers;

/// <summary>[features] → [Units]: y = W·x + b with W [Units, features], as torch.nn.Linear.</summary>
public sealed record Linear(int Units) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (Units <= 0) throw new ShapeException($"{this} needs a positive number of units.");
        return input.Rank == 1 ? Shape.Of(Units) : throw new ShapeException($"{this} needs [features] but receives {input}; put Flatten() before it.");
    }

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[0]);
        return [new("weight", Shape.Of(Units, input[0]), bound), new("bias", Shape.Of(Units), bound)];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Linear({Units})";
}
