namespace Microsoft.ML.Data;

/// <summary>One column as a sequence.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The visible column of that name, lazily; see the other overload.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(SchemaMismatch.Find(data.Schema, columnName));
    }

    /// <summary>The values, lazily. <typeparamref name="T"/> is the raw type; string for text; an array for a vector, a new one for each row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column own = data.Schema[column.Index];
        if (own.Type.RawType != typeof(T) && !MemberTypes.CanHold(typeof(T), own.Type))
            throw new ArgumentOutOfRangeException(nameof(column), $"Cannot map column (name: {own.Name}, type: {own.Type}) in data to the user-defined type, {typeof(T)}.");
        return Values<T>(data, own);
    }

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        RowClass holder = RowClass.Of<Holder<T>>(null, SchemaDefinition.Direction.Write);
        RowMember member = holder.Members[0] with { ColumnName = column.Name, ColumnType = column.Type };
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        Action<Holder<T>> fill = MemberSetter.Create<Holder<T>>(member, cursor, column, reuse: false);
        var target = new Holder<T>();
        while (cursor.MoveNext())
        {
            fill(target);
            yield return target.Value;
        }
    }

    private sealed class Holder<T>
    {
        public T Value { get; set; }
    }
}
