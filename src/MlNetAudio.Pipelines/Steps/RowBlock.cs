using Microsoft.ML;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Some rows on their way through a step: read one after the other, worked on together over all cores, handed out one by one. For one thread at a time.</summary>
internal abstract class RowBlock
{
    public abstract int Count { get; }

    /// <summary>What the rows take or will take, roughly.</summary>
    public abstract long Bytes { get; }

    /// <summary>Without rows again; keeps its memory.</summary>
    public abstract void Clear();

    /// <summary>Adds the current row of the input.</summary>
    public abstract void Read();

    /// <summary>Makes the new columns' values of all rows.</summary>
    public abstract void Compute();

    /// <summary>Whether a row, once it was worked on, is left out.</summary>
    public virtual bool IsSkipped(int row) => false;

    /// <summary>Getter of one of the new columns, at whatever row the place names.</summary>
    public abstract Delegate Getter(DataViewSchema.Column column, RowPlace place);
}
