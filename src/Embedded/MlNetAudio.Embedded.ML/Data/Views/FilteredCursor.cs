namespace Microsoft.ML.Data;

/// <summary>Stops at the rows that the predicate keeps.</summary>
internal sealed class FilteredCursor(DataViewRowCursor input, Func<bool> keeps) : DataViewRowCursor
{
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    public override bool MoveNext()
    {
        while (input.MoveNext())
        {
            if (!keeps()) continue;
            _position++;
            return true;
        }
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }
}
