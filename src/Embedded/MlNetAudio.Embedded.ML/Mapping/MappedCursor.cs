namespace Microsoft.ML.Data;

/// <summary>A cursor after a row-wise step.</summary>
internal sealed class MappedCursor(DataViewRowCursor input, RowMapper mapper, IEnumerable<DataViewSchema.Column> columnsNeeded) : DataViewRowCursor
{
    private readonly MappedColumns _columns = new(mapper, input, columnsNeeded);

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => mapper.OutputSchema;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _columns.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }
}
