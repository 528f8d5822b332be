namespace Microsoft.ML.Data;

/// <summary>Passes over the first rows, then delivers a number of them.</summary>
internal sealed class RangeCursor(DataViewRowCursor input, long skip, long take) : DataViewRowCursor
{
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    public override bool MoveNext()
    {
        if (_position + 1 >= take) return false;
        if (_position < 0)
            for (long i = 0; i < skip; i++)
                if (!input.MoveNext()) return false;
        if (!input.MoveNext()) return false;
        _position++;
        return true;
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
