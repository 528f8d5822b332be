using MlNetAudio.Networks;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>What a front end makes: the name of a float32 value of the graph [batch, ...shape] and the shape of one example.</summary>
internal readonly record struct FeatureValue(string Name, Shape Shape);
