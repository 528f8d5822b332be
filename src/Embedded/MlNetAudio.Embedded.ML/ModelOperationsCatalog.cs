using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What is done with fitted models. The embedded library has no .zip format, so nothing here saves or loads one.</summary>
public sealed class ModelOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env) => _env = env ?? throw new ArgumentNullException(nameof(env));

    /// <param name="ignoreMissingColumns">Leave members of <typeparamref name="TDst"/> that have no column as they are, instead of refusing.</param>
    /// <exception cref="ArgumentException">The transformer does not work row by row: "Must be a row to row mapper".</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, bool ignoreMissingColumns = true, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        new(_env, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    /// <param name="inputSchema">Gives the members of <typeparamref name="TSrc"/> that it names their types, hence sizes.</param>
    /// <inheritdoc cref="CreatePredictionEngine{TSrc, TDst}(ITransformer, bool, SchemaDefinition, SchemaDefinition)"/>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new() =>
        new(_env, transformer, ignoreMissingColumns: false, RowClass.DefinitionFor<TSrc>(inputSchema, SchemaDefinition.Direction.Read));

    /// <inheritdoc cref="CreatePredictionEngine{TSrc, TDst}(ITransformer, bool, SchemaDefinition, SchemaDefinition)"/>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(_env, transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
    }
}
