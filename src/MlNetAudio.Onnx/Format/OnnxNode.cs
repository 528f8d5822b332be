namespace MlNetAudio.Onnx.Format;

/// <summary>One operator with its inputs and outputs by value name.</summary>
/// <param name="Domain">Empty for the standard operators.</param>
internal sealed record OnnxNode(
    string Operator, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes, string Domain = "");
