namespace MlNetAudio.Networks.Training.Losses;

/// <summary>
/// A yes/no question for each logit z with target y in 0..1: −p·y·ln σ(z) − (1 − y)·ln(1 − σ(z)), p the positive weight; the mean over all logits of all examples.
/// torch.nn.BCEWithLogitsLoss.
/// </summary>
/// <remarks>Targets: values [batch, logits] in 0..1, or classes 0 and 1 where there is one logit.</remarks>
public sealed record BinaryCrossEntropyWithLogits : LossSpec
{
    /// <summary>Weight of the positive targets, PyTorch's pos_weight: one for all logits, or one for each; null means 1.</summary>
    public IReadOnlyList<float>? PositiveWeight { get; init => field = Require.Weights(value); }

    /// <summary>
    /// Weights of class 0 and class 1 where there is one logit, in a weighted mean Σ wᵢ·lossᵢ / Σ wᵢ; null means 1. A target y between the classes weights −y·ln σ(z) as class 1, the other term as
    /// class 0, and counts y·w₁ + (1 − y)·w₀. (PositiveWeight alone changes the scale of the loss.)
    /// </summary>
    public IReadOnlyList<float>? ClassWeights { get; init => field = Require.Weights(value); }

    public override void Check(Shape output, LossTargets targets, int batch)
    {
        if (PositiveWeight is { Count: > 1 } weights && weights.Count != output.Count)
            throw new ArgumentException($"There are {weights.Count} positive weights for {output.Count} logits; give one for each, or one for all.");
        if (ClassWeights is not null && (ClassWeights.Count != 2 || output.Count != 1))
            throw new ArgumentException($"ClassWeights needs one logit and a weight for each of 2 classes, got {output.Count} logits and {ClassWeights.Count} weights; PositiveWeight works with any number of logits.");
        if (!targets.AreClasses)
        {
            targets.CheckValues(batch, output, 0, 1);
            return;
        }
        if (output.Count != 1)
            throw new ArgumentException($"{nameof(BinaryCrossEntropyWithLogits)} with classes needs one logit but the network ends in {output}; use CrossEntropy, end in Linear(1), or give target values.");
        targets.CheckClasses(batch, 2);
    }

    public override double TotalWeight(LossTargets targets, int batch)
    {
        if (ClassWeights is null) return batch;
        double sum = 0;
        foreach (int label in targets.Classes) sum += ClassWeights[label];
        foreach (float target in targets.Values) sum += Between(ClassWeights, target);
        return sum;
    }

    public override double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient)
    {
        int width = outputs.Length / batch;
        if (outputs.Length >= LogisticEntropy.ShortestSweep && !targets.AreClasses && ClassWeights is null && PositiveWeight is null or { Count: 1 })
            return LogisticEntropy.Mean(outputs, targets.Values, PositiveWeight?[0] ?? 1, gradient);
        double total = ClassWeights is null ? outputs.Length : TotalWeight(targets, batch), sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double target = targets.AreClasses ? targets.Classes[i] : targets.Values[i], logit = outputs[i];
            double positive = target * (ClassWeights?[1] ?? 1), negative = (1 - target) * (ClassWeights?[0] ?? 1);
            if (PositiveWeight is not null) positive *= PositiveWeight[PositiveWeight.Count == 1 ? 0 : i % width];
            double weight = positive + negative;
            sum += (weight * Math.Max(logit, 0) - positive * logit + weight * LogOnePlusExp(logit)) / total;
            if (!gradient.IsEmpty) gradient[i] = (float)((weight * Sigmoid(logit) - positive) / total);
        }
        return sum;
    }

    /// <summary>The weight of a target between class 0 and class 1.</summary>
    private static double Between(IReadOnlyList<float> weights, double target) => (1 - target) * weights[0] + target * weights[1];

    internal override LossSpec WithClassWeights(Func<IReadOnlyList<float>> weights) => ClassWeights is null && PositiveWeight is null ? this with { ClassWeights = weights() } : this;
}
