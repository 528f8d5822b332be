namespace Microsoft.ML.Data;

/// <summary>A column in memory, one value per row; vectors are copied, so nothing else can change them.</summary>
internal abstract class ColumnStore
{
    private static readonly System.Reflection.MethodInfo ScalarMethod = GenericCall.Method(typeof(ColumnStore), nameof(Scalar));
    private static readonly System.Reflection.MethodInfo VectorMethod = GenericCall.Method(typeof(ColumnStore), nameof(Vector));

    public abstract int Count { get; }

    public static ColumnStore Create(DataViewType type) => type is VectorDataViewType vector
        ? GenericCall.Invoke<ColumnStore>(VectorMethod, [vector.ItemType.RawType])
        : GenericCall.Invoke<ColumnStore>(ScalarMethod, [type.RawType]);

    /// <summary>Appends the current value of the column each time it is called.</summary>
    public abstract Action Appender(DataViewRow row, DataViewSchema.Column column);

    /// <summary>A getter of the value at the row that <paramref name="index"/> says.</summary>
    public abstract Delegate Getter(Func<int> index);

    private static Typed<T> Scalar<T>() => new((in T value) => value, static (T stored, ref T target) => target = stored);

    private static Typed<VBuffer<T>> Vector<T>() => new(Copy, static (VBuffer<T> stored, ref VBuffer<T> target) => stored.CopyTo(ref target));

    private static VBuffer<T> Copy<T>(in VBuffer<T> value)
    {
        VBuffer<T> copy = default;
        value.CopyTo(ref copy);
        return copy;
    }

    private delegate T Keep<T>(in T value);

    private delegate void Deliver<T>(T stored, ref T target);

    private sealed class Typed<T>(Keep<T> keep, Deliver<T> deliver) : ColumnStore
    {
        private readonly List<T> _values = [];

        public override int Count => _values.Count;

        public override Action Appender(DataViewRow row, DataViewSchema.Column column)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                _values.Add(keep(value));
            };
        }

        public override Delegate Getter(Func<int> index)
        {
            ValueGetter<T> getter = (ref T target) => deliver(_values[index()], ref target);
            return getter;
        }
    }
}
