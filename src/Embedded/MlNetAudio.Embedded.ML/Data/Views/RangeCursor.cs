namespace Microsoft.ML.Data;

/// <summary>Passes over the first rows, then delivers a number of them.</summary>
internal sealed class RangeCursor(DataViewRowCursor input, long skip, long take) : RowPickingCursor(input)
{
    private bool _started, _ended;

    protected override bool MoveInput()
    {
        _ended = _ended || Delivered >= take || (!_started && !PassOver()) || !Input.MoveNext();
        _started = true;
        return !_ended;
    }

    private bool PassOver()
    {
        for (long i = 0; i < skip; i++)
            if (!Input.MoveNext()) return false;
        return true;
    }
}
