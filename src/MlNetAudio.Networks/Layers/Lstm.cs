namespace MlNetAudio.Networks.Layers;

/// <summary>[steps, features] → [HiddenSize] (last step) or [steps, HiddenSize] (ReturnSequences): torch.nn.LSTM with batch_first, zero initial state.</summary>
/// <remarks>Gates in the order i, f, g, o; weight_ih_lK [4·hidden, input], weight_hh_lK [4·hidden, hidden], two biases, as PyTorch keeps them.</remarks>
/// <param name="Layers">Stacked layers; each reads the steps of the one below.</param>
public sealed record Lstm(int HiddenSize, int Layers = 1, bool ReturnSequences = false) : LayerSpec
{
    public override Shape InferOutput(Shape input)
    {
        if (HiddenSize <= 0 || Layers <= 0) throw new ShapeException($"{this} needs a positive HiddenSize and Layers.");
        if (input.Rank != 2) throw new ShapeException($"{this} needs [steps, features] but receives {input}; put Permute(2, 0, 1) and Flatten(1) before it to read a spectrogram [1, mels, frames] frame by frame.");
        return ReturnSequences ? Shape.Of(input[0], HiddenSize) : Shape.Of(HiddenSize);
    }

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(HiddenSize);
        var parameters = new List<ParameterSpec>();
        for (int layer = 0; layer < Layers; layer++)
        {
            parameters.Add(new($"weight_ih_l{layer}", Shape.Of(4 * HiddenSize, layer == 0 ? input[1] : HiddenSize), bound));
            parameters.Add(new($"weight_hh_l{layer}", Shape.Of(4 * HiddenSize, HiddenSize), bound));
            parameters.Add(new($"bias_ih_l{layer}", Shape.Of(4 * HiddenSize), bound));
            parameters.Add(new($"bias_hh_l{layer}", Shape.Of(4 * HiddenSize), bound));
        }
        return parameters;
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"Lstm({HiddenSize}, layers {Layers}{(ReturnSequences ? ", all steps" : "")})";
}
