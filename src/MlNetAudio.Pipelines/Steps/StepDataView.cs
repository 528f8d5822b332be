using Microsoft.ML;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>The rows of another view with a step's columns beside them; nothing is read or worked on before a cursor asks.</summary>
internal sealed class StepDataView(IDataView source, AudioStep step) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => step.Schema;

    public long? GetRowCount() => step.Skips ? null : source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        var passedThrough = source.GetRowCursor(needed.Where(column => !step.Adds(column)).Select(column => step.Input[column.Index]));
        // A second cursor over the input column alone runs ahead, so that no other column of the rows ahead has to be held. Which rows are left out must not depend on the columns asked for.
        var ahead = step.Skips || needed.Any(step.Adds) ? new BlocksAhead(source, step) : null;
        return new StepCursor(step, passedThrough, ahead, needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
