namespace MlNetAudio.Networks.Layers;

/// <summary>[channels, ...] → every value repeated along the axes after the channels; torch.nn.Upsample(scale_factor, mode='nearest').</summary>
public sealed record UpsampleNearest : LayerSpec
{
    /// <param name="factors">One for each of the one or two axes after the channels, or one for all.</param>
    public UpsampleNearest(params IReadOnlyList<int> factors) => Factors = new SpecList<int>(factors);

    public IReadOnlyList<int> Factors { get; }

    /// <summary>How often each axis after the channels is repeated.</summary>
    public IReadOnlyList<int> FactorsFor(Shape input) => Factors.Count == 1 ? [.. Enumerable.Repeat(Factors[0], input.Rank - 1)] : Factors;

    public override Shape InferOutput(Shape input)
    {
        if (Factors.Count == 0 || Factors.Any(factor => factor <= 0)) throw new ShapeException($"{this} needs positive factors.");
        if (input.Rank is not (2 or 3) || (Factors.Count != 1 && Factors.Count != input.Rank - 1))
            throw new ShapeException($"{this} needs [channels, steps] or [channels, height, width] and one factor for each axis after the channels, or one for all, but receives {input}.");
        return Shape.Of([input[0], .. FactorsFor(input).Select((factor, i) => checked(input[i + 1] * factor))]);
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis == 0 ? time : time.Through(steps => steps * FactorsFor(input)[time.Axis - 1]);

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"UpsampleNearest({string.Join(", ", Factors)})";
}
