using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace Microsoft.ML;

/// <summary>Fitted pipelines as ONNX models.</summary>
public static class OnnxExportExtensions
{
    private const int OldestOpset = 9, NewestOpset = 12;

    /// <summary>
    /// Writes a model with an input for every column of the data and an output for every column that comes out of the pipeline, named as the column with
    /// ".output" behind it; scalars are [rows, 1]. Columns of types that ONNX does not have are left out.
    /// </summary>
    /// <param name="inputData">Only its schema counts.</param>
    /// <exception cref="NotSupportedException">A step has no form in ONNX; the message names it.</exception>
    public static void ConvertToOnnx(this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, Stream stream) =>
        Convert(transform, inputData, NewestOpset, stream, null);

    /// <param name="opSetVersion">9 to 12.</param>
    /// <inheritdoc cref="ConvertToOnnx(ModelOperationsCatalog, ITransformer, IDataView, Stream)"/>
    public static void ConvertToOnnx(this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, int opSetVersion, Stream stream) =>
        Convert(transform, inputData, opSetVersion, stream, null);

    /// <param name="outputColumns">The columns that become outputs.</param>
    /// <inheritdoc cref="ConvertToOnnx(ModelOperationsCatalog, ITransformer, IDataView, Stream)"/>
    public static void ConvertToOnnx(this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, Stream stream, params string[] outputColumns) =>
        Convert(transform, inputData, NewestOpset, stream, outputColumns);

    private static void Convert(ITransformer transform, IDataView inputData, int opset, Stream stream, string[] outputs)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(inputData);
        ArgumentNullException.ThrowIfNull(stream);
        if (opset is < OldestOpset or > NewestOpset) throw new ArgumentOutOfRangeException(nameof(opset), $"opSetVersion must be {OldestOpset} to {NewestOpset}, got {opset}.");
        var columns = new OnnxColumns(new());
        foreach (var column in inputData.Schema.Where(column => !column.IsHidden))
            if (OnnxColumns.ElementTypeOf(column.Type) is { } type)
                columns.Set(column.Name, columns.Graph.Input(column.Name, type, column.Type is VectorDataViewType vector ? vector.Size : 1), column.Annotations);
        OnnxConversion.Apply(transform, columns);
        foreach (string name in outputs is { Length: > 0 } ? outputs : columns.Names) columns.Graph.Output(name + ".output", columns[name]);
        stream.Write(columns.Graph.ToModel(opset));
    }
}
