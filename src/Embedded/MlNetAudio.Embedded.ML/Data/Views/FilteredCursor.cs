namespace Microsoft.ML.Data;

/// <summary>Stops at the rows that the predicate keeps.</summary>
internal sealed class FilteredCursor(DataViewRowCursor input, Func<bool> keeps) : RowPickingCursor(input)
{
    protected override bool MoveInput()
    {
        while (Input.MoveNext())
            if (keeps()) return true;
        return false;
    }
}
