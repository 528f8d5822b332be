namespace Microsoft.ML.Data;

/// <summary>Scalars and vectors of one item type → one vector, of known size where all of them are.</summary>
internal sealed class ConcatenatingMapper : RowMapper
{
    private static readonly System.Reflection.MethodInfo JoinMethod = GenericCall.Method(typeof(ConcatenatingMapper), nameof(Join));
    private readonly DataViewSchema.Column[] _inputs;
    private readonly PrimitiveDataViewType _itemType;

    public ConcatenatingMapper(DataViewSchema schema, string output, string[] inputs) : base(schema)
    {
        _inputs = [.. inputs.Select(name => SchemaMismatch.Find(schema, name))];
        _itemType = ColumnTypes.ItemOf(_inputs[0].Type) as PrimitiveDataViewType
            ?? throw SchemaMismatch.Type(nameof(schema), "input", inputs[0], "a number, text or Boolean, or a vector of them", _inputs[0].Type.ToString());
        foreach (DataViewSchema.Column input in _inputs)
            if (!ColumnTypes.ItemOf(input.Type).Equals(_itemType))
                throw SchemaMismatch.Type(nameof(schema), "input", input.Name, _itemType.ToString(), input.Type.ToString());
        AddedColumns = [new(output, JoinedType(), JoinedAnnotations())];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs;

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [GenericCall.Invoke<Delegate>(JoinMethod, [_itemType.RawType], input, _inputs)];

    private static int SizeOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    private VectorDataViewType JoinedType() =>
        _inputs is [{ Type: VectorDataViewType alone }] ? alone
        : _inputs.Any(input => SizeOf(input) == 0) ? new(_itemType)
        : new(_itemType, _inputs.Sum(SizeOf));

    private DataViewSchema.Annotations JoinedAnnotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (JoinedType() is { IsKnownSize: true } type && _inputs.Any(input => input.Type is not VectorDataViewType || input.HasSlotNames()))
        {
            ReadOnlyMemory<char>[] names = [.. _inputs.SelectMany(SlotNamesOf)];
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, type.Size),
                (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        }
        if (_inputs.All(input => input.IsNormalized())) builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return builder.ToAnnotations();
    }

    private static IEnumerable<ReadOnlyMemory<char>> SlotNamesOf(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector) return [column.Name.AsMemory()];
        if (!column.HasSlotNames()) return Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.IsEmpty ? name : $"{column.Name}.{name}".AsMemory())];
    }

    private static ValueGetter<VBuffer<T>> Join<T>(DataViewRow row, DataViewSchema.Column[] inputs)
    {
        var parts = new VBuffer<T>[inputs.Length];
        Action[] read = [.. inputs.Select((input, i) => Reader(row, input, parts, i))];
        return (ref VBuffer<T> value) =>
        {
            int length = 0;
            for (int i = 0; i < read.Length; i++)
            {
                read[i]();
                length += parts[i].Length;
            }
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, length);
            for (int i = 0, start = 0; i < parts.Length; start += parts[i++].Length) parts[i].CopyTo(editor.Values, start);
            value = editor.Commit();
        };
    }

    private static Action Reader<T>(DataViewRow row, DataViewSchema.Column input, VBuffer<T>[] parts, int part)
    {
        if (input.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> vector = row.GetGetter<VBuffer<T>>(row.Schema[input.Index]);
            return () => vector(ref parts[part]);
        }
        ValueGetter<T> scalar = row.GetGetter<T>(row.Schema[input.Index]);
        var single = new T[1];
        parts[part] = new(1, single);
        return () => scalar(ref single[0]);
    }
}
