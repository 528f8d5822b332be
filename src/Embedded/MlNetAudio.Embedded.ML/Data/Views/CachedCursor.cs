namespace Microsoft.ML.Data;

/// <summary>Walks columns in memory, in their order or another.</summary>
internal sealed class CachedCursor : DataViewRowCursor
{
    private readonly ColumnStore[] _columns;
    private readonly HashSet<int> _active;
    private readonly DataViewRowId[] _ids;
    private readonly int[] _order;
    private int _position = -1;
    private bool _ended;

    public CachedCursor(DataViewSchema schema, ColumnStore[] columns, int[] active, DataViewRowId[] ids, int[] order)
    {
        Schema = schema;
        _columns = columns;
        _active = [.. active];
        _ids = ids;
        _order = order;
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override bool MoveNext()
    {
        _ended = _ended || _position + 1 >= _ids.Length;
        _position = _ended ? -1 : _position + 1;
        return !_ended;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _ids[CurrentRow()];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active.Contains(column.Index)) throw Getters.NotActive(column.Name);
        return Getters.As<TValue>(_columns[column.Index].Getter(CurrentRow), Schema[column.Index]);
    }

    private int CurrentRow() => _order is null ? _position : _order[_position];
}
