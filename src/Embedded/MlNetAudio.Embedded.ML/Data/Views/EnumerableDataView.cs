namespace Microsoft.ML.Data;

/// <summary>Objects as rows; enumerated anew by every cursor, so the sequence may be lazy but must repeat itself.</summary>
internal sealed class EnumerableDataView<TRow>(IEnumerable<TRow> data, RowClass rowClass) : IDataView where TRow : class
{
    private readonly IEnumerable<TRow> _data = data;
    private readonly RowClass _rowClass = rowClass;

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = rowClass.ToSchema();

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly EnumerableDataView<TRow> _view;
        private readonly bool[] _active;
        private readonly IEnumerator<TRow> _rows;
        private TRow _current;
        private long _position = -1;

        public Cursor(EnumerableDataView<TRow> view, IEnumerable<DataViewSchema.Column> columnsNeeded)
        {
            _view = view;
            _active = new bool[view.Schema.Count];
            foreach (DataViewSchema.Column column in columnsNeeded) _active[column.Index] = true;
            _rows = view._data.GetEnumerator();
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool MoveNext()
        {
            if (!_rows.MoveNext())
            {
                _position = -1;
                return false;
            }
            _position++;
            _current = _rows.Current ?? throw new InvalidOperationException($"Row {_position} of the enumerable of {typeof(TRow)} is null.");
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)_position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!_active[column.Index]) throw Getters.NotActive(column.Name);
            return Getters.As<TValue>(MemberGetter.Create(_view._rowClass.Members[column.Index], () => _current), Schema[column.Index]);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
