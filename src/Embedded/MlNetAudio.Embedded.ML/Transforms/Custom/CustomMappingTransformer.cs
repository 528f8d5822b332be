using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A function from object to object, row by row.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contractName;

    internal CustomMappingTransformer(
        IHostEnvironment env, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        _map = mapAction ?? throw new ArgumentNullException(nameof(mapAction));
        _contractName = contractName;
        Source = RowClass.Of<TSrc>(inputSchemaDefinition, SchemaDefinition.Direction.Write);
        Destination = RowClass.Of<TDst>(outputSchemaDefinition, SchemaDefinition.Direction.Read);
    }

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

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(_contractName)) throw new InvalidOperationException("Empty contract name for a transform: the transform cannot be saved");
        throw ModelSaveContext.NotSupported(this);
    }

    private ObjectMapper<TSrc, TDst> MakeMapper(DataViewSchema schema) => new(schema, Source, Destination, _map);
}
