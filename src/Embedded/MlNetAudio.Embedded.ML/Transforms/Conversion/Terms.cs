namespace Microsoft.ML.Data;

/// <summary>Which values can be terms, when two are the same, and in which order they go.</summary>
internal static class Terms
{
    private static readonly System.Reflection.MethodInfo CollectMethod = GenericCall.Method(typeof(Terms), nameof(CollectAs));
    private static readonly System.Reflection.MethodInfo ReadMethod = GenericCall.Method(typeof(Terms), nameof(ReadAs));

    /// <summary>The values of a column, in the order of their first row or ascending, without missing ones (NaN, empty text, key 0).</summary>
    /// <param name="maximum">Further values are left out.</param>
    public static TermMap Collect(IDataView data, DataViewSchema.Column column, int maximum, bool ascending)
    {
        var item = (PrimitiveDataViewType)ColumnTypes.ItemOf(column.Type);
        return GenericCall.Invoke<TermMap>(CollectMethod, [item.RawType], data, column, item, maximum, ascending);
    }

    public static TermMap Read(ModelReader reader, PrimitiveDataViewType itemType) => GenericCall.Invoke<TermMap>(ReadMethod, [itemType.RawType], reader, itemType);

    public static IEqualityComparer<T> Equality<T>() => typeof(T) == typeof(ReadOnlyMemory<char>) ? (IEqualityComparer<T>)(object)new TextComparer() : EqualityComparer<T>.Default;

    private static TermMap<T> ReadAs<T>(ModelReader reader, PrimitiveDataViewType itemType) => new(itemType, reader.Values<T>());

    private static TermMap<T> CollectAs<T>(IDataView data, DataViewSchema.Column column, PrimitiveDataViewType item, int maximum, bool ascending)
    {
        var seen = new HashSet<T>(Equality<T>());
        var values = new List<T>();
        using (DataViewRowCursor cursor = data.GetRowCursor([column]))
        {
            if (column.Type is VectorDataViewType)
            {
                ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(column);
                VBuffer<T> buffer = default;
                while (cursor.MoveNext())
                {
                    getter(ref buffer);
                    foreach (T value in buffer.DenseValues()) Add(value);
                }
            }
            else
            {
                ValueGetter<T> getter = cursor.GetGetter<T>(column);
                while (cursor.MoveNext()) Add(Getters.Value(getter));
            }
        }
        if (values.Count == 0) throw new InvalidOperationException($"Column '{column.Name}' has no value that a key could stand for.");
        if (ascending) values.Sort(typeof(T) == typeof(ReadOnlyMemory<char>) ? (IComparer<T>)(object)new TextComparer() : Comparer<T>.Default);
        return new(item, [.. values]);

        void Add(T value)
        {
            if (values.Count == maximum || MissingValues.IsMissing(value) || !seen.Add(Kept(value))) return;
            values.Add(Kept(value));
        }
    }

    /// <summary>Text may lie in a buffer that the next row overwrites.</summary>
    private static T Kept<T>(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;

    private sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>, IComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);

        public int Compare(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
