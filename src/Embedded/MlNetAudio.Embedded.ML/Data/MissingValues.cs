namespace Microsoft.ML.Data;

/// <summary>Which values are missing: NaN, empty text, key 0; of other types none is.</summary>
internal static class MissingValues
{
    private static readonly System.Reflection.MethodInfo DetectorMethod = GenericCall.Method(typeof(MissingValues), nameof(DetectorOf));

    /// <summary>Whether the current value, or any item of the current vector, is missing.</summary>
    public static Func<bool> Detector(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType item = ColumnTypes.ItemOf(column.Type);
        return GenericCall.Invoke<Func<bool>>(DetectorMethod, [item.RawType], row, column, item is KeyDataViewType);
    }

    private static Func<bool> DetectorOf<T>(DataViewRow row, DataViewSchema.Column column, bool isKey)
    {
        Predicate<T> isMissing = isKey ? value => EqualityComparer<T>.Default.Equals(value, default) : IsMissing;
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = row.GetGetter<T>(column);
            return () => isMissing(Getters.Value(scalar));
        }
        ValueGetter<VBuffer<T>> vector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            vector(ref buffer);
            foreach (T value in buffer.GetValues())
                if (isMissing(value)) return true;
            return false;
        };
    }

    public static bool IsMissing<T>(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => false,
    };
}
