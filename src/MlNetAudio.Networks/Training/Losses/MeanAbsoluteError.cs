namespace MlNetAudio.Networks.Training.Losses;

/// <summary>The mean of |output − target| over all outputs of all examples; its gradient is 0 where they are equal. torch.nn.L1Loss.</summary>
/// <remarks>Targets: values [batch, ...output].</remarks>
public sealed record MeanAbsoluteError : LossSpec
{
    public override void Check(Shape output, LossTargets targets, int batch) => Differences.Check(this, output, targets, batch);

    public override double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient) => Differences.Absolute(outputs, targets.Values, gradient);
}
