using MlNetAudio.Networks;

namespace MlNetAudio.Onnx.Export;

/// <summary>The part of an artifact that turns features into logits and probabilities. One logit: binary, for the positive label (the second). K logits: one for each of K labels.</summary>
public abstract record ClassifierHead;

/// <summary>score[k] = Weights[k]·scaled features + Biases[k]; several are one-versus-rest.</summary>
/// <param name="Scaling">Of the features.</param>
/// <param name="Weights">[outputs][features].</param>
/// <param name="Biases">[outputs].</param>
public sealed record LinearHead(FeatureScaling Scaling, IReadOnlyList<float[]> Weights, IReadOnlyList<float> Biases) : ClassifierHead;

/// <summary>score[k] = the logit of forest k: −(Slope · forest output + Offset), ML.NET's Platt scaling; several are one-versus-rest.</summary>
public sealed record ForestHead(FeatureScaling Scaling, IReadOnlyList<CalibratedForest> Forests) : ClassifierHead;

/// <summary>score = the network's output [logits]; sigmoid of one, softmax of several.</summary>
public sealed record NetworkHead(NetworkSpec Network, NetworkWeights Weights) : ClassifierHead;

/// <summary>output = Bias + Σ TreeWeights[t] · leaf of tree t; probability = 1 / (1 + exp(Slope · output + Offset)).</summary>
public sealed record CalibratedForest(IReadOnlyList<DecisionTree> Trees, IReadOnlyList<double> TreeWeights, double Bias, double Slope, double Offset);

/// <summary>
/// A binary regression tree as parallel arrays over its inner nodes, in ML.NET's RegressionTree form: x[Feature[n]] ≤ Threshold[n] goes to Left[n], else to Right[n];
/// a child c ≥ 0 is the node c, a child c &lt; 0 is the leaf ~c. A tree without nodes is its one leaf.
/// </summary>
public sealed record DecisionTree(IReadOnlyList<int> Feature, IReadOnlyList<float> Threshold, IReadOnlyList<int> Left, IReadOnlyList<int> Right, IReadOnlyList<double> LeafValues);
