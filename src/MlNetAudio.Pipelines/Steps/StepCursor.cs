using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Walks the rows of the source in step with what was worked out ahead.</summary>
internal sealed class StepCursor : DataViewRowCursor
{
    private readonly AudioStep _step;
    private readonly DataViewRowCursor _source;
    private readonly BlocksAhead? _ahead;
    private readonly HashSet<int> _active;
    private readonly ValueGetter<DataViewRowId> _id;

    public StepCursor(AudioStep step, DataViewRowCursor source, BlocksAhead? ahead, IEnumerable<DataViewSchema.Column> needed) =>
        (_step, _source, _ahead, _active, _id) = (step, source, ahead, [.. needed.Select(column => column.Index)], source.GetIdGetter());

    public override long Position => _source.Position;

    public override long Batch => _source.Batch;

    public override DataViewSchema Schema => _step.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when this cursor was made.");
        if (!_step.Adds(column)) return _source.GetGetter<TValue>(_step.Input[column.Index]);
        return _ahead!.Getter(column) as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue).Name}.");
    }

    public override bool MoveNext()
    {
        while (_source.MoveNext())
        {
            if (_ahead is null) return true;
            DataViewRowId id = default;
            _id(ref id);
            if (_ahead.MoveTo(id)) return true;
        }
        return false;
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
