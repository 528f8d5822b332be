namespace MlNetAudio.Onnx.Format;

/// <summary>An input or output of a graph: name, element type and axes.</summary>
internal sealed record OnnxValueInfo(string Name, OnnxElementType ElementType, IReadOnlyList<OnnxDimension> Dimensions, string Documentation = "");
