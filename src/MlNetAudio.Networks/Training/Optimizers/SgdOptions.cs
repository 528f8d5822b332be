namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>Stochastic gradient descent as torch.optim.SGD, dampening 0: b = μ·b + g, w −= η·b, or with Nesterov's look-ahead w −= η·(g + μ·b).</summary>
/// <remarks>Weight decay is an L2 penalty: λ·w is added to each gradient.</remarks>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>A learning rate of 0.01.</summary>
    public SgdOptions() : base(1e-2f) { }

    /// <summary>μ, 0 ≤ μ &lt; 1; 0 keeps no memory.</summary>
    public float Momentum { get; init => field = Require.Decay(value); }

    /// <summary>Has an effect only with momentum.</summary>
    public bool Nesterov { get; init; }

    public override OptimizerOptions At(float learningRate, float? momentum = null) =>
        learningRate == LearningRate && (momentum ?? Momentum) == Momentum ? this : this with { LearningRate = learningRate, Momentum = momentum ?? Momentum };

    public override T Accept<T>(IOptimizerVisitor<T> visitor) => visitor.Visit(this);
}
