namespace Microsoft.ML.Data;

/// <summary>A row over an object that is exchanged for the next one.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow where TRow : class
{
    private readonly RowClass _rowClass;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(RowClass rowClass)
    {
        _rowClass = rowClass;
        Schema = rowClass.ToSchema();
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Show(TRow row)
    {
        _current = row ?? throw new ArgumentNullException(nameof(row));
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getters.As<TValue>(MemberGetter.Create(_rowClass.Members[column.Index], () => _current), Schema[column.Index]);
}
