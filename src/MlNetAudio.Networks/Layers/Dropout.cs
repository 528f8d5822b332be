namespace MlNetAudio.Networks.Layers;

/// <summary>In training, zeroes each value with that probability and scales the rest by 1/(1 − p); the identity otherwise. Any shape.</summary>
/// <param name="Probability">0 ≤ p &lt; 1.</param>
public sealed record Dropout(float Probability) : LayerSpec
{
    /// <summary>Active in evaluation too: several forward passes then sample the network's uncertainty (Monte Carlo dropout, Gal and Ghahramani 2016).</summary>
    public bool IsAlwaysOn { get; init; }

    public override Shape InferOutput(Shape input) => Probability is >= 0 and < 1 ? input : throw new ShapeException($"{this} needs a probability of at least 0 and below 1.");

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => FormattableString.Invariant($"Dropout({Probability}{(IsAlwaysOn ? ", always on" : "")})");
}
