namespace MlNetAudio.Networks.Training.Losses;

/// <summary>The mean of (output − target)² over all outputs of all examples. torch.nn.MSELoss.</summary>
/// <remarks>Targets: values [batch, ...output].</remarks>
public sealed record MeanSquaredError : LossSpec
{
    public override void Check(Shape output, LossTargets targets, int batch) => Differences.Check(this, output, targets, batch);

    public override double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient) => Differences.Squared(outputs, targets.Values, gradient);
}
