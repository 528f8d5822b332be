namespace MlNetAudio.Onnx.Export;

/// <summary>output = Bias + Σ TreeWeights[t] · leaf of tree t; probability = 1 / (1 + exp(Slope · output + Offset)).</summary>
public sealed record CalibratedForest(IReadOnlyList<DecisionTree> Trees, IReadOnlyList<double> TreeWeights, double Bias, double Slope, double Offset);
