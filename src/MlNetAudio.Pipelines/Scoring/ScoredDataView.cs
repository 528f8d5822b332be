using Microsoft.ML;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>The rows of another view with an artifact's answers beside them.</summary>
internal sealed class ScoredDataView(IDataView source, ScoredSchema schema, OnnxAudioModel model, AudioScoringOptions options) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        var passedThrough = source.GetRowCursor(needed.Where(column => !schema.IsAnswer(column)).Select(column => schema.Input[column.Index]));
        // A second cursor over the recordings alone runs ahead, so that no other column of the rows ahead has to be held.
        var ahead = needed.Any(schema.IsAnswer) ? new ScoresAhead(source, schema, model, options) : null;
        return new ScoredRowCursor(schema, passedThrough, ahead, needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
