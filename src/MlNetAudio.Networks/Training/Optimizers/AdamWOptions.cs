namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019) as torch.optim.AdamW: w ·= 1 − LearningRate·WeightDecay before each Adam step.</summary>
public sealed record AdamWOptions : OptimizerOptions
{
    /// <summary>A learning rate of 0.001 and a weight decay of 0.01.</summary>
    public AdamWOptions() : base(1e-3f) => WeightDecay = 1e-2f;

    /// <summary>Decay of the mean of gradients, 0 ≤ Beta1 &lt; 1.</summary>
    public float Beta1 { get; init => field = Require.Decay(value); } = 0.9f;

    /// <summary>Decay of the mean of squared gradients, 0 ≤ Beta2 &lt; 1.</summary>
    public float Beta2 { get; init => field = Require.Decay(value); } = 0.999f;

    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    public override OptimizerOptions At(float learningRate, float? momentum = null) =>
        learningRate == LearningRate && (momentum ?? Beta1) == Beta1 ? this : this with { LearningRate = learningRate, Beta1 = momentum ?? Beta1 };

    public override T Accept<T>(IOptimizerVisitor<T> visitor) => visitor.Visit(this);
}
