namespace Microsoft.ML.Data;

/// <summary>Vectors scaled by their own size.</summary>
internal sealed class RowNormMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _inputs;
    private readonly RowNorm _norm;

    public RowNormMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs, RowNorm norm) : base(schema)
    {
        _norm = norm;
        _inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        AddedColumns = [.. _inputs.Zip(pairs, (column, pair) =>
        {
            if (column.Type is not VectorDataViewType vector || !vector.ItemType.Equals(NumberDataViewType.Single))
                throw SchemaMismatch.Type(nameof(schema), "input", column.Name, "Vector<Single>", column.Type.ToString());
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(column.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new DataViewSchema.DetachedColumn(pair.outputColumnName, vector, builder.ToAnnotations());
        })];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [.. _inputs.Select((column, i) => active[i] ? Getter(input, column) : null)];

    private ValueGetter<VBuffer<float>> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<float>>(row.Schema[column.Index]);
        VBuffer<float> buffer = default;
        return (ref VBuffer<float> value) =>
        {
            getter(ref buffer);
            buffer.CopyToDense(ref value);
            _norm.Apply(VBufferEditor.CreateFromBuffer(ref value).Values);
        };
    }
}
