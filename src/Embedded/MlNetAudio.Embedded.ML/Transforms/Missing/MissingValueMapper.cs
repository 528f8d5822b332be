using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Columns without their NaN.</summary>
internal sealed class MissingValueMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _inputs;
    private readonly double[][] _replacements;

    public MissingValueMapper(DataViewSchema schema, (string outputColumnName, string inputColumnName)[] pairs, double[][] replacements) : base(schema)
    {
        _replacements = replacements;
        _inputs = [.. pairs.Select(pair => SchemaMismatch.Find(schema, pair.inputColumnName))];
        AddedColumns = [.. _inputs.Select((column, i) =>
        {
            Type raw = ColumnTypes.ItemOf(column.Type).RawType;
            if (raw != typeof(float) && raw != typeof(double)) throw SchemaMismatch.Type(nameof(schema), "input", column.Name, "Single or Double", column.Type.ToString());
            if (replacements[i].Length > 1 && (column.Type as VectorDataViewType)?.Size != replacements[i].Length)
                throw SchemaMismatch.Type(nameof(schema), "input", column.Name, $"a vector of {replacements[i].Length}", column.Type.ToString());
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(column.Annotations, kind => kind is AnnotationKinds.SlotNames or AnnotationKinds.IsNormalized);
            return new DataViewSchema.DetachedColumn(pairs[i].outputColumnName, column.Type, builder.ToAnnotations());
        })];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => _inputs.Where((_, i) => active[i]);

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active) => [.. _inputs.Select((column, i) => !active[i] ? null
        : ColumnTypes.ItemOf(column.Type).RawType == typeof(float) ? Getter<float>(input, column, _replacements[i]) : Getter<double>(input, column, _replacements[i]))];

    private static Delegate Getter<T>(DataViewRow row, DataViewSchema.Column column, double[] replacements) where T : INumberBase<T>
    {
        T[] values = Array.ConvertAll(replacements, T.CreateChecked);
        var own = row.Schema[column.Index];
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<T>(own);
            return (ValueGetter<T>)((ref T value) =>
            {
                scalar(ref value);
                if (T.IsNaN(value)) value = values[0];
            });
        }
        var vector = row.GetGetter<VBuffer<T>>(own);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            vector(ref value);
            VBufferEditor<T> editor = VBufferEditor.CreateFromBuffer(ref value);
            for (int i = 0; i < editor.Values.Length; i++)
            {
                if (!T.IsNaN(editor.Values[i])) continue;
                editor.Values[i] = values.Length == 1 ? values[0] : values[value.IsDense ? i : editor.Indices[i]];
            }
        });
    }
}
