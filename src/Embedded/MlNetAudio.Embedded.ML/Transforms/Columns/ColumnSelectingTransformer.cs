using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal ColumnSelectingTransformer(ColumnSelection selection) => Selection = selection;

    internal ColumnSelection Selection { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new SelectingMapper(inputSchema, Selection).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, new SelectingMapper(input.Schema, Selection));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new SelectingMapper(inputSchema, Selection);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);
}
