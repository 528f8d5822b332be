namespace MlNetAudio.Networks.Training;

/// <summary>What a network is trained to make small. Both are means over the examples, weighted by the weight of each example's class: Σ wᵢ·lossᵢ / Σ wᵢ.</summary>
public enum LossKind
{
    /// <summary>One logit z per example, class y 0 or 1: max(z, 0) − z·y + ln(1 + e^−|z|).</summary>
    BinaryCrossEntropyWithLogits,

    /// <summary>One logit per class: ln Σₖ e^zₖ − z_class.</summary>
    CrossEntropy,
}
