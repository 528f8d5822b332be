namespace MlNetAudio.Networks.Training.Losses;

/// <summary>
/// Binary cross-entropy that counts well-classified examples less: α_t·(1 − p_t)^γ·BCE(z, y), p_t the probability of the target; the mean over all logits of all examples
/// (Lin et al. 2017; torchvision.ops.sigmoid_focal_loss).
/// </summary>
/// <remarks>Targets: values [batch, logits] in 0..1; classes 0 and 1 for one logit; classes of several logits ask each logit whether the example is of its class.</remarks>
public sealed record FocalLoss : LossSpec
{
    /// <summary>γ ≥ 0: 0 is plain binary cross-entropy.</summary>
    public float Gamma { get; init => field = Require.NotNegative(value); } = 2;

    /// <summary>α, 0..1: weight of the positive targets, those of the negative ones being 1 − α; null weights none.</summary>
    public float? Alpha { get; init => field = value is { } alpha ? Require.Fraction(alpha) : null; } = 0.25f;

    public override void Check(Shape output, LossTargets targets, int batch)
    {
        if (!targets.AreClasses) targets.CheckValues(batch, output, 0, 1);
        else if (output.Rank == 1) targets.CheckClasses(batch, Math.Max(2, output[0]));
        else throw new ArgumentException($"{nameof(FocalLoss)} with classes needs [logits] but the network ends in {output}; put Flatten() and Linear(classes) at its end.");
    }

    public override double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient)
    {
        int width = outputs.Length / batch;
        double share = 1.0 / outputs.Length, sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double target = !targets.AreClasses ? targets.Values[i] : width == 1 ? targets.Classes[i] : targets.Classes[i / width] == i % width ? 1 : 0;
            double logit = outputs[i], yes = Sigmoid(logit), no = Sigmoid(-logit), missed = target * no + (1 - target) * yes;
            double entropy = Math.Max(logit, 0) - logit * target + LogOnePlusExp(logit);
            double weight = Alpha is { } alpha ? alpha * target + (1 - (double)alpha) * (1 - target) : 1, focus = Math.Pow(missed, Gamma);
            sum += weight * focus * entropy;
            if (gradient.IsEmpty) continue;
            double slope = missed > 0 ? Gamma * Math.Pow(missed, Gamma - 1) * (1 - 2 * target) * yes * no : 0;   // of the focus, by the logit
            gradient[i] = (float)(share * weight * (focus * (yes - target) + slope * entropy));
        }
        return share * sum;
    }
}
