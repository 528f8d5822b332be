using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Data whose label (a key) is replaced by whether it is one certain class.</summary>
internal static class ClassLabels
{
    /// <param name="missingAreNegative">Whether rows without a label count as another class; else they are left out.</param>
    public static IDataView View(IDataView data, string labelColumn, uint key, bool missingAreNegative)
    {
        var label = data.Schema[labelColumn];
        IDataView known = missingAreNegative ? data : new FilteredDataView(data, [label], row =>
        {
            var getLabel = row.GetGetter<uint>(label);
            return () => Getters.Value(getLabel) != 0;
        });
        return new MappedDataView(known, new Mapper(known.Schema, labelColumn, key));
    }

    private sealed class Mapper(DataViewSchema schema, string labelColumn, uint key) : RowMapper(schema)
    {
        private readonly DataViewSchema.Column _label = schema[labelColumn];

        protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; } = [new(labelColumn, BooleanDataViewType.Instance)];

        protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [_label];

        public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
        {
            var getLabel = input.GetGetter<uint>(input.Schema[_label.Index]);
            ValueGetter<bool> isClass = (ref bool value) => value = Getters.Value(getLabel) == key;
            return [isClass];
        }
    }
}
