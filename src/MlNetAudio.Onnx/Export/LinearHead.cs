using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>score[k] = Weights[k]·scaled features + Biases[k]; several are one-versus-rest.</summary>
/// <param name="Scaling">Of the features.</param>
/// <param name="Weights">[outputs][features].</param>
/// <param name="Biases">[outputs].</param>
public sealed record LinearHead(FeatureScaling Scaling, IReadOnlyList<float[]> Weights, IReadOnlyList<float> Biases) : ClassifierHead
{
    internal override string Description => "linear classifier";

    internal override LogitValue Append(GraphBuilder graph, FeatureValue features)
    {
        if (Weights.Count == 0 || Weights.Count != Biases.Count) throw new ArgumentException($"LinearHead needs a bias for each row of weights, got {Biases.Count} for {Weights.Count}.");
        string scaled = Scaled(graph, Scaling, features, nameof(LinearHead));
        int inputs = features.Shape[0];
        for (int k = 0; k < Weights.Count; k++)
            if (Weights[k].Length != inputs) throw new ArgumentException($"LinearHead.Weights[{k}] has {Weights[k].Length} values, but there are {inputs} features.");
        string weights = graph.Constant(OnnxTensor.Of("classifier/weights", [.. Weights.SelectMany(row => row)], Weights.Count, inputs));
        string biases = graph.Constant(OnnxTensor.Of("classifier/biases", [.. Biases], Biases.Count));
        return new(graph.Add("classifier/linear", "Gemm", [scaled, weights, biases], OnnxAttribute.Of("transB", 1)), Weights.Count, Normalization.OneVersusRest);
    }
}
