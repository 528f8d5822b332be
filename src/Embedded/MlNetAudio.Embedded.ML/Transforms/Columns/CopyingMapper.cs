namespace Microsoft.ML.Data;

/// <summary>Input columns once more, under other names.</summary>
internal sealed class CopyingMapper : RowMapper
{
    private readonly int[] _inputs;

    public CopyingMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs) : base(schema)
    {
        DataViewSchema.Column[] inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        _inputs = [.. inputs.Select(column => column.Index)];
        AddedColumns = [.. inputs.Zip(pairs, (column, pair) => new DataViewSchema.DetachedColumn(pair.outputColumnName, column.Type, column.Annotations))];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]).Select(index => InputSchema[index]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) =>
        [.. _inputs.Select((index, i) => active[i] ? Getters.Untyped(input, input.Schema[index]) : null)];
}
