namespace Microsoft.ML;

/// <summary>A fitted step: data view in, data view out, lazily.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether every output row is a function of one input row, so that <see cref="GetRowToRowMapper"/> works.</summary>
    bool IsRowToRowMapper { get; }

    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    IDataView Transform(IDataView input);

    Data.IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
