namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015) with the defaults and the formula of torch.optim.Adam: w −= LearningRate · m̂ / (√v̂ + Epsilon).</summary>
/// <remarks>Weight decay is an L2 penalty, as torch.optim.Adam's: λ·w is added to each gradient. <see cref="AdamWOptions"/> decays weights directly.</remarks>
public sealed record AdamOptions : OptimizerOptions
{
    /// <summary>A learning rate of 0.001.</summary>
    public AdamOptions() : base(1e-3f) { }

    /// <summary>Decay of the mean of gradients, 0 ≤ Beta1 &lt; 1.</summary>
    public float Beta1 { get; init => field = Require.Decay(value); } = 0.9f;

    /// <summary>Decay of the mean of squared gradients, 0 ≤ Beta2 &lt; 1.</summary>
    public float Beta2 { get; init => field = Require.Decay(value); } = 0.999f;

    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    public override OptimizerOptions At(float learningRate, float? momentum = null) =>
        learningRate == LearningRate && (momentum ?? Beta1) == Beta1 ? this : this with { LearningRate = learningRate, Beta1 = momentum ?? Beta1 };

    public override T Accept<T>(IOptimizerVisitor<T> visitor) => visitor.Visit(this);
}
