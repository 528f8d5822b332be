using System.Collections;
using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What is known of columns before anything is fitted: names, item types, scalar or vector, but no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private readonly ImmutableArray<Column> _columns;

    public SchemaShape(IEnumerable<Column> columns) => _columns = [.. columns ?? throw new ArgumentNullException(nameof(columns))];

    internal static SchemaShape Empty { get; } = new([]);

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of the visible columns.</summary>
    internal static SchemaShape Create(DataViewSchema schema) => new(schema.Where(column => !column.IsHidden).Select(Column.Of));

    internal bool TryFindColumn(string name, out Column column)
    {
        foreach (Column candidate in _columns)
            if (candidate.Name == name)
            {
                column = candidate;
                return true;
            }
        column = default;
        return false;
    }

    /// <summary>The column, or the official error "Could not find {role} column '{name}'".</summary>
    internal Column Find(string name, string role = "input") => TryFindColumn(name, out Column column) ? column : throw SchemaMismatch.Missing("inputSchema", role, name);

    /// <summary>This shape plus columns; those of the same name are replaced where they stand.</summary>
    internal SchemaShape With(params IEnumerable<Column> added)
    {
        List<Column> columns = [.. _columns];
        foreach (Column column in added)
        {
            int place = columns.FindIndex(present => present.Name == column.Name);
            if (place < 0) columns.Add(column);
            else columns[place] = column;
        }
        return new(columns);
    }
}
