namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [steps, features] → the same: each head softmax(Q·Kᵀ/√d)·V over its d = features / Heads, then a linear layer over all; torch.nn.MultiheadAttention(batch_first=True) of one input.
/// in_proj_weight [3·features, features] (Q, K, V), in_proj_bias, out_proj.weight [features, features], out_proj.bias.
/// </summary>
/// <param name="Dropout">Probability with which a weight of the attention is dropped in training.</param>
public sealed record MultiHeadSelfAttention(int Heads, float Dropout = 0) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (Dropout is not (>= 0 and < 1)) throw new ShapeException($"{this} needs a dropout of at least 0 and below 1.");
        if (input.Rank != 2) throw new ShapeException($"{this} needs [steps, features] but receives {input}.");
        return Heads > 0 && input[1] % Heads == 0 ? input : throw new ShapeException($"{this} receives {input} and cannot cut {input[1]} features into {Heads} heads.");
    }

    /// <summary>No step attends to one behind the example's end: PyTorch's key_padding_mask.</summary>
    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis == 0 ? time : throw MixesTime(input, time);

    /// <summary>PyTorch draws in_proj_weight by Xavier's rule and starts both biases at 0.</summary>
    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        int features = input[1];
        return
        [
            new("in_proj_weight", Shape.Of(3 * features, features), MathF.Sqrt(6f / (4 * features))), new("in_proj_bias", Shape.Of(3 * features), 0),
            new("out_proj.weight", Shape.Of(features, features), 1 / MathF.Sqrt(features)), new("out_proj.bias", Shape.Of(features), 0),
        ];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => FormattableString.Invariant($"MultiHeadSelfAttention({Heads} heads{(Dropout > 0 ? $", dropout {Dropout}" : "")})");
}
