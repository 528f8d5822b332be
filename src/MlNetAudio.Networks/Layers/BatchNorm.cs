namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [channels, ...] → the same: y = (x − mean) / √(variance + Epsilon) · weight + bias for each channel; torch.nn.BatchNorm1d and 2d. In training mean and (biased) variance are those of the
/// batch, and the running estimates move by Momentum towards its mean and unbiased variance; otherwise the running estimates are used.
/// </summary>
/// <remarks>
/// Parameters weight and bias, buffers running_mean and running_var, all [channels]. Of a single value per channel the variance is 0. Where examples have lengths, mean and variance of the batch
/// are those of the valid steps.
/// </remarks>
public sealed record BatchNorm : LayerSpec
{
    public float Momentum { get; init => field = Require.Fraction(value); } = 0.1f;

    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-5f;

    public override Shape InferOutput(Shape input) => input.Rank >= 1 ? input : throw new ShapeException($"{this} needs [channels, ...] but receives {input}.");

    /// <summary>Each channel for itself, over the valid steps; steps as channels would be normalised over other examples each.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis > 0 ? time : throw MixesTime(input, time);

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        var channels = Shape.Of(input[0]);
        return
        [
            new("weight", channels, 0) { InitialValue = 1 }, new("bias", channels, 0),
            new("running_mean", channels, 0) { IsTrainable = false }, new("running_var", channels, 0) { InitialValue = 1, IsTrainable = false },
        ];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "BatchNorm()";
}
