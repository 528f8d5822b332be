namespace Microsoft.ML.Data;

/// <summary>Row-wise steps one after another as one.</summary>
internal sealed class ChainedRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => mappers.Length == 0 ? inputSchema : mappers[^1].OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = new IEnumerable<DataViewSchema.Column>[mappers.Length];
        IEnumerable<DataViewSchema.Column> needed = [.. activeColumns];
        for (int i = mappers.Length - 1; i >= 0; i--)
        {
            active[i] = needed;
            needed = [.. mappers[i].GetDependencies(needed)];
        }

        DataViewRow row = input;
        for (int i = 0; i < mappers.Length; i++) row = mappers[i].GetRow(row, active[i]);
        return row;
    }
}
