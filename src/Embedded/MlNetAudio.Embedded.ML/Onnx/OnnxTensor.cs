using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a model as a column: name, item type, and its shape for one row (batch 1).</summary>
/// <param name="Dimensions">Unknown dimensions are 0, except the first, which is the batch and therefore 1.</param>
internal sealed record OnnxTensor(string Name, PrimitiveDataViewType ItemType, int[] Dimensions)
{
    private const string OutputSuffix = ".output";

    private static readonly Dictionary<TensorElementType, PrimitiveDataViewType> ItemTypes = new()
    {
        [TensorElementType.Float] = NumberDataViewType.Single,
        [TensorElementType.Double] = NumberDataViewType.Double,
        [TensorElementType.Int8] = NumberDataViewType.SByte,
        [TensorElementType.UInt8] = NumberDataViewType.Byte,
        [TensorElementType.Int16] = NumberDataViewType.Int16,
        [TensorElementType.UInt16] = NumberDataViewType.UInt16,
        [TensorElementType.Int32] = NumberDataViewType.Int32,
        [TensorElementType.UInt32] = NumberDataViewType.UInt32,
        [TensorElementType.Int64] = NumberDataViewType.Int64,
        [TensorElementType.UInt64] = NumberDataViewType.UInt64,
        [TensorElementType.Bool] = BooleanDataViewType.Instance,
        [TensorElementType.String] = TextDataViewType.Instance,
    };

    /// <summary>The column of an output: what ConvertToOnnx has named "Score.output" comes back as "Score".</summary>
    public string ColumnName => Name.EndsWith(OutputSuffix, StringComparison.Ordinal) ? Name[..^OutputSuffix.Length] : Name;

    /// <summary>The column type of an output: always a vector, of unknown size where a dimension is.</summary>
    public VectorDataViewType ColumnType => Dimensions.Length == 0 ? new(ItemType, 1) : new(ItemType, Dimensions);

    public int KnownLength => Dimensions.Where(dimension => dimension > 0).Aggregate(1, (product, dimension) => checked(product * dimension));

    public long[] Shape => Array.ConvertAll(Dimensions, dimension => (long)dimension);

    /// <param name="shape">In place of the shape in the model; null for that.</param>
    /// <exception cref="NotSupportedException">It is no tensor, or of an item type that no column holds.</exception>
    public static OnnxTensor Of(string name, NodeMetadata node, int[] shape)
    {
        if (!node.IsTensor) throw new NotSupportedException($"'{name}' of the ONNX model is a {node.OnnxValueType}, not a tensor; name other columns, or export the model without it (ZipMap).");
        if (!ItemTypes.TryGetValue(node.ElementDataType, out PrimitiveDataViewType item))
            throw new NotSupportedException($"'{name}' of the ONNX model holds {node.ElementDataType}, which no column type stands for.");
        return new(name, item, [.. (shape ?? node.Dimensions).Select((dimension, i) => dimension > 0 ? dimension : i == 0 ? 1 : 0)]);
    }
}
