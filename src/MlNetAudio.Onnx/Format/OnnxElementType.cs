namespace MlNetAudio.Onnx.Format;

/// <summary>TensorProto.DataType, with the numbers of the ONNX standard. Only these are written; a file may hold any other number.</summary>
internal enum OnnxElementType
{
    Undefined = 0,
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Double = 11,
}
