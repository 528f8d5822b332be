namespace MlNetAudio.Onnx.Format;

/// <summary>AttributeProto.AttributeType, with the numbers of the ONNX standard.</summary>
internal enum OnnxAttributeKind
{
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Floats = 6,
    Ints = 7,
    Strings = 8,
}
