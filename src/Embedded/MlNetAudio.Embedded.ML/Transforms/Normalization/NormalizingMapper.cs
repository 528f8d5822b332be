namespace Microsoft.ML.Data;

/// <summary>Columns scaled, with their slot names and the mark that they are normalised.</summary>
internal sealed class NormalizingMapper : RowMapper
{
    private readonly IColumnNormalizer[] _normalizers;
    private readonly int[] _inputs;

    public NormalizingMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs, IColumnNormalizer[] normalizers) : base(schema)
    {
        _normalizers = normalizers;
        DataViewSchema.Column[] inputs = [.. pairs.Zip(normalizers, (pair, normalizer) => Find(schema, pair.inputColumnName, normalizer.Type))];
        _inputs = [.. inputs.Select(column => column.Index)];
        AddedColumns = [.. inputs.Zip(pairs, (column, pair) => new DataViewSchema.DetachedColumn(pair.outputColumnName, column.Type, Annotate(column)))];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]).Select(index => InputSchema[index]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) =>
        [.. _inputs.Select((index, i) => active[i] ? _normalizers[i].CreateGetter(input, input.Schema[index]) : null)];

    private static DataViewSchema.Column Find(DataViewSchema schema, string name, DataViewType fitted)
    {
        DataViewSchema.Column column = SchemaMismatch.Find(schema, name);
        bool same = column.Type.RawType == fitted.RawType && (column.Type as VectorDataViewType)?.Size == (fitted as VectorDataViewType)?.Size;
        return same ? column : throw SchemaMismatch.Type(nameof(schema), "input", name, fitted.ToString(), column.Type.ToString());
    }

    private static DataViewSchema.Annotations Annotate(DataViewSchema.Column column)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(column.Annotations, kind => kind == AnnotationKinds.SlotNames);
        builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return builder.ToAnnotations();
    }
}
