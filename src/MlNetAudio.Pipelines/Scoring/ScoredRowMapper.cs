using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>Scores single rows, when their answer is first read: what PredictionEngine uses.</summary>
internal sealed class ScoredRowMapper(ScoredSchema schema, OnnxAudioModel model) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => schema.IsAnswer(column) ? schema.InputColumn : schema.Input[column.Index]).DistinctBy(column => column.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(schema, model, input, [.. activeColumns.Select(column => column.Index)]);

    private sealed class ScoredRow(ScoredSchema schema, OnnxAudioModel model, DataViewRow input, HashSet<int> active) : DataViewRow
    {
        private Func<float[]>? _waveform;
        private (long Position, AudioScore Score)? _scored;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!schema.IsAnswer(column)) return input.GetGetter<TValue>(schema.Input[column.Index]);
            _waveform ??= schema.WaveformGetter(input);
            return schema.AnswerGetter(column, Current) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue).Name}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }

        /// <summary>Several answer columns of one row share one scoring; the position tells rows apart.</summary>
        private AudioScore Current()
        {
            if (_scored is { } scored && scored.Position == input.Position) return scored.Score;
            var score = model.ScoreAll([_waveform!()])[0];
            _scored = (input.Position, score);
            return score;
        }
    }
}
