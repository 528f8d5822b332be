using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Columns of annotated keys → columns of values.</summary>
internal sealed class KeyToValueMapper : RowMapper
{
    private static readonly System.Reflection.MethodInfo GetterMethod = GenericCall.Method(typeof(KeyToValueMapper), nameof(Getter));
    private readonly DataViewSchema.Column[] _inputs;

    public KeyToValueMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs) : base(schema)
    {
        _inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        AddedColumns = [.. _inputs.Zip(pairs, (column, pair) =>
        {
            if (ColumnTypes.ItemOf(column.Type) is not KeyDataViewType) throw SchemaMismatch.Type(nameof(schema), "input", column.Name, "KeyType", column.Type.ToString());
            PrimitiveDataViewType item = ValuesOf(column).ItemType;
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(column.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new DataViewSchema.DetachedColumn(pair.outputColumnName, column.Type is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item, builder.ToAnnotations());
        })];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [.. _inputs.Select((column, i) => active[i]
        ? GenericCall.Invoke<Delegate>(GetterMethod, [ColumnTypes.ItemOf(column.Type).RawType, ValuesOf(column).ItemType.RawType], input, column)
        : null)];

    private static VectorDataViewType ValuesOf(DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType
        ?? throw new ArgumentOutOfRangeException(nameof(column), $"Input column '{column.Name}' doesn't contain key values annotation");

    private static Delegate Getter<TKey, TValue>(DataViewRow row, DataViewSchema.Column column) where TKey : struct, IBinaryInteger<TKey>
    {
        VBuffer<TValue> annotation = default;
        column.GetKeyValues(ref annotation);
        TValue[] values = [.. annotation.DenseValues()];
        TValue missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN : default;
        var own = row.Schema[column.Index];
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<TKey> scalar = row.GetGetter<TKey>(own);
            return (ValueGetter<TValue>)((ref TValue value) => value = ValueOf(Getters.Value(scalar)));
        }
        ValueGetter<VBuffer<TKey>> vector = row.GetGetter<VBuffer<TKey>>(own);
        VBuffer<TKey> keys = default;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> target) =>
        {
            vector(ref keys);
            VBufferEditor<TValue> editor = VBufferEditor.Create(ref target, keys.Length);
            int slot = 0;
            foreach (TKey key in keys.DenseValues()) editor.Values[slot++] = ValueOf(key);
            target = editor.Commit();
        });

        TValue ValueOf(TKey key)
        {
            ulong place = ulong.CreateTruncating(key);
            return place >= 1 && place <= (ulong)values.Length ? values[place - 1] : missing;
        }
    }
}
