using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>Walks the rows of the source in step with the answers that were scored ahead.</summary>
internal sealed class ScoredRowCursor : DataViewRowCursor
{
    private readonly ScoredSchema _schema;
    private readonly DataViewRowCursor _source;
    private readonly ScoresAhead? _ahead;
    private readonly HashSet<int> _active;
    private readonly ValueGetter<DataViewRowId> _id;
    private AudioScore? _current;

    public ScoredRowCursor(ScoredSchema schema, DataViewRowCursor source, ScoresAhead? ahead, IEnumerable<DataViewSchema.Column> needed) =>
        (_schema, _source, _ahead, _active, _id) = (schema, source, ahead, [.. needed.Select(column => column.Index)], source.GetIdGetter());

    public override long Position => _source.Position;

    public override long Batch => _source.Batch;

    public override DataViewSchema Schema => _schema.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when this cursor was made.");
        if (!_schema.IsAnswer(column)) return _source.GetGetter<TValue>(_schema.Input[column.Index]);
        return _schema.AnswerGetter(column, () => _current ?? throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.")) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue).Name}.");
    }

    public override bool MoveNext()
    {
        if (!_source.MoveNext()) return false;
        if (_ahead is null) return true;
        DataViewRowId id = default;
        _id(ref id);
        _current = _ahead.Next(id);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
            _ahead?.Dispose();
        }
        base.Dispose(disposing);
    }
}
