namespace Microsoft.ML.Data;

/// <summary>Data whose features have one slot's values dealt out to the rows anew.</summary>
internal static class PermutedFeature
{
    /// <param name="data">Rows in memory, whose cursors count positions from 0.</param>
    /// <param name="values">The slot's value for each row.</param>
    public static IDataView View(CachedDataView data, DataViewSchema.Column features, int slot, float[] values) =>
        new MappedDataView(data, new Mapper(data.Schema, features, slot, values));

    private sealed class Mapper(DataViewSchema schema, DataViewSchema.Column features, int slot, float[] values) : RowMapper(schema)
    {
        protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; } = [new(features)];

        protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [features];

        public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
        {
            var getFeatures = input.GetGetter<VBuffer<float>>(features);
            VBuffer<float> vector = default;
            ValueGetter<VBuffer<float>> permuted = (ref VBuffer<float> value) =>
            {
                getFeatures(ref vector);
                vector.CopyToDense(ref value);
                VBufferEditor.CreateFromBuffer(ref value).Values[slot] = values[input.Position];
            };
            return [permuted];
        }
    }
}
