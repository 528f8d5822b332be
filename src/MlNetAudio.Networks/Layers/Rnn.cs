namespace MlNetAudio.Networks.Layers;

/// <summary>Plain recurrent layer, torch.nn.RNN: h = tanh(W·x + b + U·h₋₁ + b'), or max(0, ·).</summary>
public sealed record Rnn(int HiddenSize, int Layers = 1, bool ReturnSequences = false) : RecurrentLayer(HiddenSize, Layers, ReturnSequences)
{
    /// <summary>max(0, ·) instead of tanh; PyTorch's nonlinearity='relu'.</summary>
    public bool UsesRelu { get; init; }

    public override int Gates => 1;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => Describe("Rnn", UsesRelu ? ", relu" : "");
}
