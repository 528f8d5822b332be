namespace Microsoft.ML.Data;

/// <summary>Columns converted value by value.</summary>
internal sealed class TypeConvertingMapper : RowMapper
{
    private static readonly System.Reflection.MethodInfo GetterMethod = GenericCall.Method(typeof(TypeConvertingMapper), nameof(Getter));
    private readonly DataViewSchema.Column[] _inputs;
    private readonly PrimitiveDataViewType _type;

    public TypeConvertingMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs, PrimitiveDataViewType type) : base(schema)
    {
        _type = type;
        _inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        AddedColumns = [.. _inputs.Zip(pairs, (column, pair) =>
        {
            ValueConversion.Check(ColumnTypes.ItemOf(column.Type), type, column.Name);
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(column.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new DataViewSchema.DetachedColumn(pair.outputColumnName, column.Type is VectorDataViewType vector ? new VectorDataViewType(type, vector.Dimensions) : type, builder.ToAnnotations());
        })];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [.. _inputs.Select((column, i) => active[i]
        ? GenericCall.Invoke<Delegate>(GetterMethod, [ColumnTypes.ItemOf(column.Type).RawType, _type.RawType], input, column)
        : null)];

    private static Delegate Getter<TFrom, TTo>(DataViewRow row, DataViewSchema.Column column)
    {
        var convert = ValueConversion.Of<TFrom, TTo>();
        var own = row.Schema[column.Index];
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<TFrom>(own);
            return (ValueGetter<TTo>)((ref TTo value) => value = convert(Getters.Value(scalar)));
        }
        var vector = row.GetGetter<VBuffer<TFrom>>(own);
        VBuffer<TFrom> buffer = default;
        return (ValueGetter<VBuffer<TTo>>)((ref VBuffer<TTo> target) =>
        {
            vector(ref buffer);
            VBufferEditor<TTo> editor = VBufferEditor.Create(ref target, buffer.Length);
            int slot = 0;
            foreach (TFrom value in buffer.DenseValues()) editor.Values[slot++] = convert(value);
            target = editor.Commit();
        });
    }
}
