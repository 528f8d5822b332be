using Microsoft.ML;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Some rows on their way through a step: read one after the other, worked on together over all cores, handed out one by one. For one thread at a time.</summary>
internal abstract class RowBlock(ClipColumn clips)
{
    public int Count => Clips.Count;

    /// <summary>What the rows take or will take, roughly.</summary>
    public long Bytes => Clips.Bytes;

    /// <summary>Without rows again; keeps its memory.</summary>
    public void Clear() => Clips.Clear();

    /// <summary>Adds the current row of the input.</summary>
    public void Read() => Clips.Read();

    /// <summary>Makes the new columns' values of all rows.</summary>
    public abstract void Compute();

    /// <summary>Whether a row, once it was worked on, is left out.</summary>
    public bool IsSkipped(int row) => Clips.IsSkipped(row);

    /// <summary>Getter of one of the new columns, at whatever row the place names.</summary>
    public abstract Delegate Getter(DataViewSchema.Column column, RowPlace place);

    /// <summary>What the rows are made of.</summary>
    protected ClipColumn Clips => clips;

    /// <summary>Reads the clips, where they are recordings.</summary>
    /// <param name="skips">Whether rows may be left out.</param>
    /// <returns>The rows that are not.</returns>
    protected int[] Load(bool skips)
    {
        Clips.Load(skips);
        return [.. Enumerable.Range(0, Count).Where(row => !Clips.IsSkipped(row))];
    }
}
