namespace MlNetAudio.Networks.Layers;

/// <summary>[steps, features] → [features]: Σₜ aₜ·xₜ with a = softmax over the steps of score(xₜ), a linear layer of one unit: score.weight [1, features], score.bias [1].</summary>
public sealed record AttentionPool : LayerSpec
{
    public override Shape InferOutput(Shape input) => input.Rank == 2 ? Shape.Of(input[1]) : throw new ShapeException($"{this} needs [steps, features] but receives {input}.");

    /// <summary>The softmax is over an example's valid steps.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis == 0 ? null : throw MixesTime(input, time);

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(input[1]);
        return [new("score.weight", Shape.Of(1, input[1]), bound), new("score.bias", Shape.Of(1), bound)];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "AttentionPool()";
}
