namespace MlNetAudio.Onnx.Format;

/// <summary>Nodes in an order in which every value is made before it is used, constants, inputs and outputs.</summary>
internal sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Initializers, IReadOnlyList<OnnxValueInfo> Inputs, IReadOnlyList<OnnxValueInfo> Outputs,
    string Documentation = "");
