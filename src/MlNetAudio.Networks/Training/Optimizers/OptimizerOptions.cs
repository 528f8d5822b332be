namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>How gradients become a step of the weights, and what happens to them before and after: clipping, weight decay, a moving average of the weights.</summary>
/// <remarks>Order of a step: value clipping, norm clipping, the optimiser, the average.</remarks>
public abstract record OptimizerOptions
{
    private protected OptimizerOptions(float learningRate) => LearningRate = learningRate;

    /// <summary>η, at least 0; a schedule changes it from step to step.</summary>
    public float LearningRate { get; init => field = Require.NotNegative(value); }

    /// <summary>λ: how much weights are pulled to zero; each optimiser says how.</summary>
    public float WeightDecay { get; init => field = Require.NotNegative(value); }

    /// <summary>Gradients are scaled down so that the Euclidean norm of all of them together is at most this; null leaves them. torch.nn.utils.clip_grad_norm_.</summary>
    public float? ClipNorm { get; init => field = Require.Positive(value); }

    /// <summary>Each gradient is clamped to ±this; null leaves them. torch.nn.utils.clip_grad_value_.</summary>
    public float? ClipValue { get; init => field = Require.Positive(value); }

    /// <summary>
    /// d, 0 ≤ d &lt; 1, of a moving average of the weights: after the first step the weights themselves, then d·average + (1 − d)·weights after every step; null keeps none.
    /// </summary>
    public float? AverageDecay { get; init => field = value is { } decay ? Require.Decay(decay) : null; }

    /// <summary>The same optimiser at another learning rate and, where it has one, momentum (Adam's is Beta1).</summary>
    /// <param name="momentum">Null keeps it.</param>
    public abstract OptimizerOptions At(float learningRate, float? momentum = null);

    public abstract T Accept<T>(IOptimizerVisitor<T> visitor);
}
