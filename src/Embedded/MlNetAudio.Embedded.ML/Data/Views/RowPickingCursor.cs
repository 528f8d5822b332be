namespace Microsoft.ML.Data;

/// <summary>Delivers some of the rows of another cursor, as they are; which ones, <see cref="MoveInput"/> says. Positions count the delivered rows.</summary>
internal abstract class RowPickingCursor(DataViewRowCursor input) : DataViewRowCursor
{
    private long _position = -1;

    public sealed override long Position => _position;

    public sealed override long Batch => Input.Batch;

    public sealed override DataViewSchema Schema => Input.Schema;

    protected DataViewRowCursor Input { get; } = input;

    /// <summary>Rows delivered so far, whether or not the last of them was passed.</summary>
    protected long Delivered { get; private set; }

    public sealed override bool MoveNext()
    {
        bool moved = MoveInput();
        _position = moved ? Delivered++ : -1;
        return moved;
    }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(column);

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(column);

    /// <summary>Moves the input to the next row to deliver; false when there is none, then and ever after.</summary>
    protected abstract bool MoveInput();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Input.Dispose();
        base.Dispose(disposing);
    }
}
