using MlNetAudio.Networks;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>score = the network's output [logits]; sigmoid of one, softmax of several. Where the front end tells how long each clip is, the network must have a time axis and reads no further.</summary>
public sealed record NetworkHead(NetworkSpec Network, NetworkWeights Weights) : ClassifierHead
{
    /// <summary>Of features [n] before the network; null: the front end gives what the network reads.</summary>
    public FeatureScaling? Scaling { get; init; }

    internal override string Description => FormattableString.Invariant($"network of {Network.Layers.Count} layers and {Network.ParameterCount} parameters");

    internal override LogitValue Append(GraphBuilder graph, FeatureValue features)
    {
        if (!features.Shape.Equals(Network.Input))
            throw new ArgumentException($"The network reads {Network.Input}, but the front end makes {features.Shape}; build the network for the front end's shape.");
        if (Network.Output.Rank != 1) throw new ArgumentException($"The network's output is {Network.Output}, not [logits]; end it with Flatten() and Linear(number of logits).");
        return new(NetworkGraph.Append(graph, Network, Weights, Scaling is null ? features.Name : Scaled(graph, Scaling, features, nameof(NetworkHead)), features.Lengths), Network.Output[0], Normalization.Softmax);
    }
}
