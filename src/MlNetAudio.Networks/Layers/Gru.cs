namespace MlNetAudio.Networks.Layers;

/// <summary>Gated recurrent unit, torch.nn.GRU: r, z = σ(·), n = tanh(W·x + b + r·(U·h₋₁ + b')), h = (1 − z)·n + z·h₋₁. Gates in the order r, z, n.</summary>
public sealed record Gru(int HiddenSize, int Layers = 1, bool ReturnSequences = false) : RecurrentLayer(HiddenSize, Layers, ReturnSequences)
{
    public override int Gates => 3;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => Describe("Gru");
}
