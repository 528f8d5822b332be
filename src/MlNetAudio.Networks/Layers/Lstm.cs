namespace MlNetAudio.Networks.Layers;

/// <summary>Long short-term memory, torch.nn.LSTM: i, f, o = σ(·), g = tanh(·), c = f·c₋₁ + i·g, h = o·tanh(c). Gates in the order i, f, g, o.</summary>
public sealed record Lstm(int HiddenSize, int Layers = 1, bool ReturnSequences = false) : RecurrentLayer(HiddenSize, Layers, ReturnSequences)
{
    public override int Gates => 4;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => Describe("Lstm");
}
