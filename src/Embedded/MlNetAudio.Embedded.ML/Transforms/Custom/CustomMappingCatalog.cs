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
    /// <param name="contractName">Null, or a name under which the official library would find the mapping again; not used here.</param>
    /// <param name="outputSchemaDefinition">Gives vectors a size known only at run time.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new() =>
        new(catalog.Environment, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);
}
