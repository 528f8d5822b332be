namespace Microsoft.ML.Data;

/// <summary>Columns of values → columns of keys, annotated with the values.</summary>
internal sealed class ValueToKeyMapper : RowMapper
{
    private readonly int[] _inputs;
    private readonly TermMap[] _terms;

    public ValueToKeyMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs, TermMap[] terms, bool asText) : base(schema)
    {
        DataViewSchema.Column[] inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        (_inputs, _terms) = ([.. inputs.Select(column => column.Index)], terms);
        AddedColumns = [.. inputs.Select((column, i) =>
        {
            if (!ColumnTypes.ItemOf(column.Type).Equals(terms[i].ItemType))
                throw SchemaMismatch.Type(nameof(schema), "input", column.Name, terms[i].ItemType.ToString(), column.Type.ToString());
            var key = new KeyDataViewType(typeof(uint), terms[i].Count);
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(column.Annotations, kind => kind == AnnotationKinds.SlotNames);
            terms[i].Annotate(builder, asText);
            return new DataViewSchema.DetachedColumn(pairs[i].outputColumnName, column.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key, builder.ToAnnotations());
        })];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]).Select(index => InputSchema[index]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) =>
        [.. _inputs.Select((index, i) => active[i] ? _terms[i].KeyGetter(input, input.Schema[index]) : null)];
}
