using System.Globalization;

namespace Microsoft.ML.Data;

/// <inheritdoc cref="TermMap"/>
internal sealed class TermMap<T> : TermMap
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    public TermMap(PrimitiveDataViewType itemType, T[] values)
    {
        (ItemType, _values, _keys) = (itemType, values, new(Terms.Equality<T>()));
        for (int i = 0; i < values.Length; i++) _keys.TryAdd(values[i], (uint)i + 1);
    }

    public override PrimitiveDataViewType ItemType { get; }

    public override int Count => _values.Length;

    public override void Write(ModelWriter writer) => writer.Values(_values);

    public override Delegate KeyGetter(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType ? Vector(row, column) : Scalar(row, column);

    public override void Annotate(DataViewSchema.Annotations.Builder builder, bool asText)
    {
        if (asText && ItemType is not TextDataViewType)
        {
            ReadOnlyMemory<char>[] texts = Array.ConvertAll(_values, value => Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory());
            builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(TextDataViewType.Instance, texts.Length),
                (ref VBuffer<ReadOnlyMemory<char>> target) => VBuffer<ReadOnlyMemory<char>>.Copy(texts, 0, ref target, texts.Length));
            return;
        }
        builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(ItemType, _values.Length), (ref VBuffer<T> target) => VBuffer<T>.Copy(_values, 0, ref target, _values.Length));
    }

    private ValueGetter<uint> Scalar(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T current = default;
        return (ref uint key) =>
        {
            getter(ref current);
            key = _keys.GetValueOrDefault(current);
        };
    }

    private ValueGetter<VBuffer<uint>> Vector(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> current = default;
        return (ref VBuffer<uint> keys) =>
        {
            getter(ref current);
            VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, current.Length);
            int slot = 0;
            foreach (T value in current.DenseValues()) editor.Values[slot++] = _keys.GetValueOrDefault(value);
            keys = editor.Commit();
        };
    }
}
