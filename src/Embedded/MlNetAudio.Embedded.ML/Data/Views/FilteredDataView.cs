namespace Microsoft.ML.Data;

/// <summary>The rows of a source that a predicate keeps; which those are depends on nothing but the row's place and values, so every pass agrees.</summary>
/// <param name="dependencies">The columns that the predicate reads.</param>
/// <param name="makePredicate">Makes the predicate over a cursor; it is called once for each row, in order.</param>
internal sealed class FilteredDataView(IDataView source, IReadOnlyCollection<DataViewSchema.Column> dependencies, Func<DataViewRow, Func<bool>> makePredicate) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        DataViewRowCursor cursor = source.GetRowCursor([.. needed.Concat(dependencies).DistinctBy(column => column.Index)]);
        return new FilteredCursor(cursor, makePredicate(cursor));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
