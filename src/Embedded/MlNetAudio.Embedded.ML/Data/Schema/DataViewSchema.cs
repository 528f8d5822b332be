using System.Collections;

namespace Microsoft.ML;

/// <summary>
/// The columns of a data view, in order. Of several columns with one name the last is the visible one; the others are hidden: still there by index and in the
/// enumeration, no longer found by name.
/// </summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _visible;

    private DataViewSchema(Column[] columns)
    {
        _columns = columns;
        _visible = columns.Where(column => !column.IsHidden).ToDictionary(column => column.Name, column => column.Index, StringComparer.Ordinal);
    }

    public int Count => _columns.Length;

    /// <summary>The visible column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Column this[string name] => GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");

    public Column this[int columnIndex] => columnIndex >= 0 && columnIndex < Count
        ? _columns[columnIndex]
        : throw new ArgumentOutOfRangeException(nameof(columnIndex), $"columnIndex must be 0 to {Count - 1}, got {columnIndex}.");

    public Column? GetColumnOrNull(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _visible.TryGetValue(name, out int index) ? _columns[index] : null;
    }

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Count} columns: {string.Join(", ", _columns)}";
}
