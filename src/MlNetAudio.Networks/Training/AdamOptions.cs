namespace MlNetAudio.Networks.Training;

/// <summary>Adam (Kingma and Ba 2015) with the defaults and the formula of torch.optim.Adam: w −= LearningRate · m̂ / (√v̂ + Epsilon).</summary>
public sealed record AdamOptions
{
    public float LearningRate { get; init => field = Require.Positive(value); } = 1e-3f;

    /// <summary>Decay of the mean of gradients, 0 ≤ Beta1 &lt; 1.</summary>
    public float Beta1 { get; init => field = Require.Decay(value); } = 0.9f;

    /// <summary>Decay of the mean of squared gradients, 0 ≤ Beta2 &lt; 1.</summary>
    public float Beta2 { get; init => field = Require.Decay(value); } = 0.999f;

    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    /// <summary>λ of an L2 penalty: λ·w is added to each gradient, as torch.optim.Adam does (AdamW's decoupled decay is another optimiser).</summary>
    public float WeightDecay { get; init => field = Require.NotNegative(value); }
}
