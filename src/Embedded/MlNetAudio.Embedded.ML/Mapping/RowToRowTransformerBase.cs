using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that works row by row.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase(IHostEnvironment env) => Environment = env ?? throw new ArgumentNullException(nameof(env));

    private protected IHostEnvironment Environment { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeRowMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MakeRowMapper(input.Schema));
    }

    /// <summary>The step for this schema; refuses a schema that lacks what it needs (<see cref="SchemaMismatch"/>).</summary>
    private protected abstract RowMapper MakeRowMapper(DataViewSchema schema);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);
}
