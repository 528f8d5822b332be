namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton 2012) as torch.optim.RMSprop: s = α·s + (1 − α)·g², w −= η·g / (√s + Epsilon).</summary>
/// <remarks>Weight decay is an L2 penalty: λ·w is added to each gradient.</remarks>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>A learning rate of 0.01.</summary>
    public RmsPropOptions() : base(1e-2f) { }

    /// <summary>α: decay of the mean of squared gradients, 0 ≤ Alpha &lt; 1.</summary>
    public float Alpha { get; init => field = Require.Decay(value); } = 0.99f;

    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    /// <summary>μ, 0 ≤ μ &lt; 1: with momentum, b = μ·b + g / (√s + Epsilon) and w −= η·b; 0 keeps no memory of steps.</summary>
    public float Momentum { get; init => field = Require.Decay(value); }

    /// <summary>Divides by the standard deviation of the gradients instead of their root mean square: √(s − m²), m their running mean.</summary>
    public bool Centered { get; init; }

    public override OptimizerOptions At(float learningRate, float? momentum = null) =>
        learningRate == LearningRate && (momentum ?? Momentum) == Momentum ? this : this with { LearningRate = learningRate, Momentum = momentum ?? Momentum };

    public override T Accept<T>(IOptimizerVisitor<T> visitor) => visitor.Visit(this);
}
