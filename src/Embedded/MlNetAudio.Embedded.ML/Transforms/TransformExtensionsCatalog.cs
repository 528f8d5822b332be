using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that join, copy and choose columns.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>One vector of all the inputs in order; its slots are named after scalar columns, and "column.slot" where a vector has slot names.</summary>
    /// <param name="inputColumnNames">Scalars and vectors of one item type.</param>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames) =>
        new(catalog.Environment, outputColumnName, inputColumnNames);

    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName) =>
        new(catalog.Environment, outputColumnName, inputColumnName);

    /// <summary>All columns but these, and no hidden ones.</summary>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        ColumnSelectingEstimator.Drop(catalog.Environment, columnNames);

    /// <summary>These columns, in this order.</summary>
    /// <param name="keepHidden">Also keep the hidden columns of these names.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden) =>
        ColumnSelectingEstimator.Keep(catalog.Environment, columnNames, keepHidden);

    /// <inheritdoc cref="SelectColumns(TransformsCatalog, string[], bool)"/>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        ColumnSelectingEstimator.Keep(catalog.Environment, columnNames, keepHidden: false);
}
