namespace Microsoft.ML.Data;

/// <summary>Getters whose value type is known only at run time.</summary>
internal static class Getters
{
    /// <summary>The getter under the type that the caller asked for.</summary>
    /// <exception cref="InvalidOperationException">The column holds another type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No getter was made because the column is not active.</exception>
    public static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column)
    {
        if (typeof(TValue) != column.Type.RawType)
            throw new InvalidOperationException($"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{column.Type.RawType}' (column '{column.Name}').");
        return getter as ValueGetter<TValue> ?? throw NotActive(column.Name);
    }

    public static ArgumentOutOfRangeException NotActive(string column) => new(nameof(column), $"Column '{column}' is not active: name it in columnsNeeded when asking for the cursor.");

    /// <summary>The getter of any column, as a <see cref="ValueGetter{TValue}"/> of its raw type.</summary>
    public static Delegate Untyped(DataViewRow row, DataViewSchema.Column column) => GenericCall.Invoke<Delegate>(TypedMethod, [column.Type.RawType], row, column);

    private static readonly System.Reflection.MethodInfo TypedMethod = GenericCall.Method(typeof(Getters), nameof(Typed));

    private static ValueGetter<TValue> Typed<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    /// <summary>Calls a getter where the value is only wanted now: for one-off reads, not in loops.</summary>
    public static TValue Value<TValue>(ValueGetter<TValue> getter)
    {
        TValue value = default;
        getter(ref value);
        return value;
    }
}
