namespace Microsoft.ML;

/// <summary>A row that walks: it stands before the first row until <see cref="MoveNext"/> is called.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <returns>False when there is no further row.</returns>
    public abstract bool MoveNext();
}
