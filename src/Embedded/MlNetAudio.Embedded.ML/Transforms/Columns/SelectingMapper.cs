namespace Microsoft.ML.Data;

/// <summary>Passes some of the input columns through and adds none.</summary>
internal sealed class SelectingMapper(DataViewSchema schema, ColumnSelection selection) : RowMapper(schema)
{
    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns => [];

    protected override int[] OutputSources => [.. selection.Of(InputSchema).Select(column => column.Index)];

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [];

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [];
}
