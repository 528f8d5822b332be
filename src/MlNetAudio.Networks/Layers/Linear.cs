namespace MlNetAudio.Networks.Layers;

/// <summary>[..., features] → [..., Units]: y = W·x + b along the last axis with W [Units, features], as torch.nn.Linear.</summary>
public sealed record Linear(int Units) : LayerSpec
{
    public bool HasBias { get; init; } = true;

    public override Shape InferOutput(Shape input)
    {
        if (Units <= 0) throw new ShapeException($"{this} needs a positive number of units.");
        return input.Rank >= 1 ? Shape.Of([.. input.Dimensions[..^1], Units]) : throw new ShapeException($"{this} needs [..., features] but receives {input}.");
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis < input.Rank - 1 ? time : throw MixesTime(input, time);

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[^1]);
        var weight = new ParameterSpec("weight", Shape.Of(Units, input[^1]), bound);
        return HasBias ? [weight, new("bias", Shape.Of(Units), bound)] : [weight];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Linear({Units}{(HasBias ? "" : ", no bias")})";
}
