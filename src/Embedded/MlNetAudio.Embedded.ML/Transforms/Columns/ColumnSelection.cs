namespace Microsoft.ML.Data;

/// <summary>Column names to keep, one for each column that comes out, or to drop.</summary>
internal sealed record ColumnSelection(string[] Names, bool Drops, bool KeepsHidden)
{
    public string[] Names { get; } = Names is { Length: > 0 } ? [.. Names] : throw new InvalidOperationException("SelectColumns and DropColumns need the name of at least one column.");

    /// <summary>The columns that stay, in the order in which they come out. Hidden columns of other names survive a drop whatever <see cref="KeepsHidden"/> says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A named column is missing.</exception>
    public IEnumerable<DataViewSchema.Column> Of(DataViewSchema schema)
    {
        foreach (string name in Names) SchemaMismatch.Find(schema, name);
        return Drops
            ? schema.Where(column => !Names.Contains(column.Name))
            : Names.SelectMany(name => schema.Where(column => column.Name == name && (KeepsHidden || !column.IsHidden)));
    }
}
