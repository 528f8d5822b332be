namespace Microsoft.ML.Data;

/// <summary>
/// A data view that reads each column of its source once, at the first cursor that wants it, and keeps it in memory. Cursors may be used on many threads.
/// </summary>
internal sealed class CachedDataView(IDataView source, IReadOnlyCollection<int> prefetch) : IDataView
{
    private readonly Lock _filling = new();
    private readonly ColumnStore[] _columns = new ColumnStore[source.Schema.Count];
    private DataViewRowId[] _ids;

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount()
    {
        lock (_filling) return _ids?.Length ?? source.GetRowCount();
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        GetRowCursor(columnsNeeded, rand is null ? null : count => Shuffled(count, rand));

    /// <param name="order">Row count → the order of the rows; null for the order of the source.</param>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Func<int, int[]> order)
    {
        int[] needed = [.. columnsNeeded.Select(column => column.Index).Distinct()];
        Fill(needed);
        return new CachedCursor(Schema, _columns, needed, _ids, order?.Invoke(_ids.Length));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private static int[] Shuffled(int count, Random rand)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        rand.Shuffle(order);
        return order;
    }

    private void Fill(int[] needed)
    {
        lock (_filling)
        {
            int[] missing = [.. (_ids is null ? needed.Union(prefetch) : needed).Where(index => _columns[index] is null)];
            if (missing.Length == 0 && _ids is not null) return;

            using DataViewRowCursor cursor = source.GetRowCursor(missing.Select(index => Schema[index]));
            ColumnStore[] stores = [.. missing.Select(index => ColumnStore.Create(Schema[index].Type))];
            Action[] append = [.. missing.Zip(stores, (index, store) => store.Appender(cursor, Schema[index]))];
            ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
            var ids = new List<DataViewRowId>();
            while (cursor.MoveNext())
            {
                foreach (Action action in append) action();
                ids.Add(Getters.Value(id));
            }

            if (_ids is not null && _ids.Length != ids.Count)
                throw new InvalidOperationException($"The cached data had {_ids.Length} rows in its first pass and {ids.Count} in this one; a data view must repeat itself.");
            _ids ??= [.. ids];
            for (int i = 0; i < missing.Length; i++) _columns[missing[i]] = stores[i];
        }
    }
}
