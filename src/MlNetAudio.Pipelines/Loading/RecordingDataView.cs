using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Loading;

/// <summary>Recordings as rows, without opening them; each cursor walks the folder or manifest anew and holds one recording.</summary>
internal sealed class RecordingDataView : IDataView
{
    private readonly RecordingSource _recordings;
    private readonly (string Name, DataViewType Type, Func<Recording, object> Value)[] _columns;

    public RecordingDataView(RecordingSource recordings, AudioDataOptions options)
    {
        _recordings = recordings;
        bool binary = options.PositiveLabel is not null;
        _columns =
        [
            ("Path", TextDataViewType.Instance, recording => recording.Path),
            ("RelativePath", TextDataViewType.Instance, recording => recording.RelativePath),
            ("Label", binary ? BooleanDataViewType.Instance : TextDataViewType.Instance, binary ? recording => recording.Label == options.PositiveLabel : recording => recording.Label),
            ("LabelName", TextDataViewType.Instance, recording => recording.Label),
            ("Group", TextDataViewType.Instance, recording => recording.Group),
            ("Split", TextDataViewType.Instance, recording => recording.Part is { } part ? part.ToString().ToLowerInvariant() : ""),
            .. options.Columns.Select(column => (column, (DataViewType)TextDataViewType.Instance, (Func<Recording, object>)(recording => recording.Columns[column]))),
        ];
        var builder = new DataViewSchema.Builder();
        foreach (var (name, type, _) in _columns) builder.AddColumn(name, type);
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    /// <summary>Not known before all are listed.</summary>
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(RecordingDataView view, HashSet<int> active) : DataViewRowCursor
    {
        private readonly IEnumerator<Recording> _recordings = view._recordings.List().GetEnumerator();
        private long _position = -1;
        private Recording? _current;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        private Recording Current => _current ?? throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");

        public override bool MoveNext()
        {
            bool moved = _recordings.MoveNext();
            (_current, _position) = moved ? (_recordings.Current, _position + 1) : (null, _position);
            return moved;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)_position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when this cursor was made.");
            var value = view._columns[column.Index].Value;
            Delegate getter = column.Type is BooleanDataViewType
                ? (ValueGetter<bool>)((ref bool destination) => destination = (bool)value(Current))
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> destination) => destination = ((string)value(Current)).AsMemory());
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue).Name}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _recordings.Dispose();
            base.Dispose(disposing);
        }
    }
}
