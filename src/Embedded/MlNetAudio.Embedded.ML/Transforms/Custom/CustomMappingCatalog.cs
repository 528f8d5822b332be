using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms written by the user as a function from object to object.</summary>
public static class CustomMappingCatalog
{
    /// <summary>
    /// Adds the members of <typeparamref name="TDst"/> as columns, computed by <paramref name="mapAction"/> from the members of <typeparamref name="TSrc"/>.
    /// </summary>
    /// <param name="mapAction">
    /// Called once per row and cursor, on any thread. Both objects, and the arrays of the source, are reused for the next row of the cursor: do not keep them.
    /// </param>
    /// <param name="contractName">Null, or the name of a <see cref="CustomMappingFactory{TSrc, TDst}"/>, by which a loaded model finds the mapping again.</param>
    /// <param name="outputSchemaDefinition">Gives vectors a size known only at run time.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new() =>
        new(catalog.Environment, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);

    /// <summary>The rows that the predicate does not drop.</summary>
    /// <param name="filterPredicate">True drops the row. The object, and its arrays, are reused for the next row of the cursor.</param>
    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate) where TSrc : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(filterPredicate);
        RowClass rowClass = RowClass.Of<TSrc>(null, SchemaDefinition.Direction.Write);
        return new FilteredDataView(input, RowFiller<TSrc>.ColumnsFor(rowClass, input.Schema, ignoreMissing: false), row =>
        {
            var example = new TSrc();
            RowFiller<TSrc> filler = RowFiller<TSrc>.Create(rowClass, row, ignoreMissing: false, reuse: true);
            return () =>
            {
                filler.Fill(example);
                return !filterPredicate(example);
            };
        });
    }
}
