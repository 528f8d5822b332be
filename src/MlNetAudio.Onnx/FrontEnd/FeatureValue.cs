using MlNetAudio.Networks;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>What a front end makes: the name of a float32 value of the graph [batch, ...shape] and the shape of one example.</summary>
/// <param name="Lengths">The name of an integer value [batch]: how many frames of each example belong to its clip; null: all of them count.</param>
internal readonly record struct FeatureValue(string Name, Shape Shape, string? Lengths = null);
