using Microsoft.ML;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>What an audio step does to the rows of one schema: from one column of the input it makes some columns more. Shared by any number of cursors.</summary>
internal abstract class AudioStep
{
    /// <exception cref="ArgumentException">The input column is missing.</exception>
    protected AudioStep(DataViewSchema input, string inputColumnName, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        Input = input;
        InputColumn = Find(input, inputColumnName);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumns(added);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema.Column InputColumn { get; }

    /// <summary>The input's columns, then the new ones.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>Whether rows may be left out.</summary>
    public virtual bool Skips => false;

    /// <summary>Rows worked on together at most; null: as many as keep the cores busy.</summary>
    public virtual int? RowsAhead => null;

    public bool Adds(DataViewSchema.Column column) => column.Index >= Input.Count;

    /// <summary>A block that reads from this row or cursor, in which the input column is active.</summary>
    /// <param name="skips">Whether rows may be left out of this block; a single row may not.</param>
    public abstract RowBlock Open(DataViewRow row, bool skips);

    /// <exception cref="ArgumentException">There is no such column; the message lists those there are.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentException($"Could not find the input column '{name}'; the schema has {string.Join(", ", schema.Select(column => column.Name))}.");

    /// <exception cref="ArgumentException">There is no such column; the message lists those there are.</exception>
    public static void Require(SchemaShape schema, string name)
    {
        if (schema.All(column => column.Name != name))
            throw new ArgumentException($"Could not find the input column '{name}'; the schema has {string.Join(", ", schema.Select(column => column.Name))}.");
    }
}
