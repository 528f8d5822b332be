namespace Microsoft.ML.Data;

/// <summary>The features of a row for a model that was trained on a column of a certain type.</summary>
internal static class FeatureVectors
{
    public static DataViewSchema.Column Find(DataViewSchema input, string name, DataViewType trained)
    {
        var column = SchemaMismatch.Find(input, name, "feature");
        return trained.Equals(column.Type)
            ? column
            : throw new InvalidOperationException($"Incompatible features column type: '{column.Type}' vs '{trained}' of column '{name}' in training.");
    }

    /// <summary>A function that reads the current row, dense, into an array that it uses again.</summary>
    public static Func<float[]> Reader(DataViewRow input, DataViewSchema.Column column, int count)
    {
        var getFeatures = input.GetGetter<VBuffer<float>>(input.Schema[column.Index]);
        VBuffer<float> vector = default;
        float[] dense = new float[count];
        return () =>
        {
            getFeatures(ref vector);
            if (vector.Length != count)
                throw new InvalidOperationException($"Column '{column.Name}' has {vector.Length} values in row {input.Position}, but the model was trained on {count}.");
            vector.CopyTo(dense);
            return dense;
        };
    }
}
