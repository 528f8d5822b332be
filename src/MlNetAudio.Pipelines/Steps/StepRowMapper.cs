using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>A step on single rows, when a new column is first read: what PredictionEngine uses. No row can be left out here: what would be is an error.</summary>
internal sealed class StepRowMapper(AudioStep step) : IRowToRowMapper
{
    public DataViewSchema InputSchema => step.Input;

    public DataViewSchema OutputSchema => step.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => step.Adds(column) ? step.InputColumn : step.Input[column.Index]).DistinctBy(column => column.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new StepRow(step, input, [.. activeColumns.Select(column => column.Index)]);

    private sealed class StepRow(AudioStep step, DataViewRow input, HashSet<int> active) : DataViewRow
    {
        private readonly RowPlace _place = new();
        private RowBlock? _block;
        private long? _computed;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => step.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!step.Adds(column)) return input.GetGetter<TValue>(step.Input[column.Index]);
            _block ??= step.Open(input, skips: false);
            var getter = _block.Getter(column, _place) as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue).Name}.");
            return (ref TValue value) =>
            {
                Compute();
                getter(ref value);
            };
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }

        /// <summary>Several new columns of one row share one computation; the position tells rows apart.</summary>
        private void Compute()
        {
            if (_computed == input.Position) return;
            _computed = null;
            _block!.Clear();
            _block.Read();
            _block.Compute();
            _place.Index = 0;
            _computed = input.Position;
        }
    }
}
