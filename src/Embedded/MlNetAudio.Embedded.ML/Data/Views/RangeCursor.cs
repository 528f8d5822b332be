namespace Microsoft.ML.Data;

/// <summary>Passes over the first rows, then delivers a number of them.</summary>
internal sealed class RangeCursor(DataViewRowCursor input, long skip, long take) : DataViewRowCursor
{
    private long _position = -1;
    private bool _started, _ended;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    public override bool MoveNext()
    {
        _ended = _ended || _position + 1 >= take || (!_started && !PassOver()) || !input.MoveNext();
        _started = true;
        _position = _ended ? -1 : _position + 1;
        return !_ended;
    }

    private bool PassOver()
    {
        for (long i = 0; i < skip; i++)
            if (!input.MoveNext()) return false;
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
