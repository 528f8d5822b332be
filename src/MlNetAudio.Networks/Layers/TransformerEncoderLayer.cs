namespace MlNetAudio.Networks.Layers;

/// <summary>[steps, features] → the same: self-attention and two linear layers, each with a residual and a normalisation; torch.nn.TransformerEncoderLayer(batch_first=True) with its names.</summary>
/// <param name="FeedForward">Units between the two linear layers.</param>
public sealed record TransformerEncoderLayer(int Heads, int FeedForward, float Dropout = 0.1f) : LayerSpec
{
    /// <summary>Normalise before attention and linear layers instead of after the residual sum; PyTorch's norm_first.</summary>
    public bool NormFirst { get; init; }

    /// <summary>GELU between the linear layers instead of ReLU.</summary>
    public bool UsesGelu { get; init; }

    public override Shape InferOutput(Shape input) => input.Rank == 2
        ? Body(input).InferOutput(input)
        : throw new ShapeException($"{this} needs [steps, features] but receives {input}.");

    public override IReadOnlyList<ChildLayer> Children(Shape input) => Body(input).Children(input);

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => Body(input).InferTime(input, time);

    public override IReadOnlyList<TimeAxis?> ChildTimes(Shape input, TimeAxis time) => Body(input).ChildTimes(input, time);

    /// <summary>Visited as the sequence that it is.</summary>
    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(Body(layer.Input), layer);

    public override string ToString() => FormattableString.Invariant($"TransformerEncoderLayer({Heads} heads, {FeedForward} units{(NormFirst ? ", norm first" : "")}, dropout {Dropout})");

    private Sequential Body(Shape input)
    {
        LayerSpec attention = new MultiHeadSelfAttention(Heads, Dropout) { Name = "self_attn" }, activation = UsesGelu ? new Gelu() : new Relu();
        LayerSpec norm1 = new LayerNorm { Name = "norm1" }, norm2 = new LayerNorm { Name = "norm2" }, dropout = new Dropout(Dropout);
        LayerSpec[] feedForward = [new Linear(FeedForward) { Name = "linear1" }, activation, dropout, new Linear(input[1]) { Name = "linear2" }, dropout];
        return NormFirst
            ? new(new Residual(norm1, attention, dropout) { Name = "" }, new Residual([norm2, .. feedForward]) { Name = "" })
            : new(new Residual(attention, dropout) { Name = "" }, norm1, new Residual(feedForward) { Name = "" }, norm2);
    }
}
