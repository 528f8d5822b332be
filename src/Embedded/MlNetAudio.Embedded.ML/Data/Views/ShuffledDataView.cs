namespace Microsoft.ML.Data;

/// <summary>
/// The rows in another order, the same one in every pass. A pool of rows is filled from the source; each row delivered is drawn from it and its place taken by
/// the source's next row. A source that shuffles itself is asked to first.
/// </summary>
internal sealed class ShuffledDataView(IDataView source, int seed, int poolSize, bool shuffleSource) : IDataView
{
    private readonly CachedDataView _rows = new(source, []);

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _rows.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        _rows.GetRowCursor(columnsNeeded, count => DrawOrder(count, rand ?? new Random(seed)));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private int[] DrawOrder(int count, Random random)
    {
        int[] incoming = [.. Enumerable.Range(0, count)];
        if (shuffleSource && source.CanShuffle) random.Shuffle(incoming);

        var order = new int[count];
        int pooled = Math.Min(poolSize, count);
        int[] pool = incoming[..pooled];
        for (int i = 0, next = pooled; i < count; i++)
        {
            int drawn = random.Next(pooled);
            order[i] = pool[drawn];
            pool[drawn] = next < count ? incoming[next++] : pool[--pooled];
        }
        return order;
    }
}
