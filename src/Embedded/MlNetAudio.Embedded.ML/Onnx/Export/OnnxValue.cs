namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A tensor [rows, <paramref name="Size"/>] of the graph.</summary>
/// <param name="ElementType">The number of onnx.proto.</param>
internal sealed record OnnxValue(string Name, int ElementType, int Size)
{
    public const int Float = 1, Int64 = 7, Text = 8, Bool = 9, Double = 11, UInt32 = 12;
}
