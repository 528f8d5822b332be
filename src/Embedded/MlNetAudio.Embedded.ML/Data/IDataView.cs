namespace Microsoft.ML;

/// <summary>Rows under a fixed schema, read by cursors. Immutable and lazy: nothing is computed before a cursor moves, and every cursor starts anew.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor heeds its <c>rand</c> argument.</summary>
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }

    /// <summary>The number of rows, or null where only counting would tell.</summary>
    long? GetRowCount();

    /// <param name="columnsNeeded">The columns whose getters will be asked for; others need not be computed.</param>
    /// <param name="rand">Asks for a shuffled order; ignored unless <see cref="CanShuffle"/>.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Cursors that together deliver every row once: at least one, and possibly fewer than <paramref name="n"/>.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}
