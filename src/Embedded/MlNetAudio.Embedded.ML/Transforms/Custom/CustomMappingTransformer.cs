using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A function from object to object, row by row.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ICustomMapping
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;

    internal CustomMappingTransformer(
        IHostEnvironment env, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        _map = mapAction ?? throw new ArgumentNullException(nameof(mapAction));
        ContractName = contractName;
        Source = RowClass.Of<TSrc>(inputSchemaDefinition, SchemaDefinition.Direction.Write);
        Destination = RowClass.Of<TDst>(outputSchemaDefinition, SchemaDefinition.Direction.Read);
    }

    /// <inheritdoc cref="ICustomMapping.ContractName"/>
    internal string ContractName { get; }

    string ICustomMapping.ContractName => ContractName;

    internal RowClass Source { get; }

    internal RowClass Destination { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MakeMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);

    private ObjectMapper<TSrc, TDst> MakeMapper(DataViewSchema schema) => new(schema, Source, Destination, _map);
}
