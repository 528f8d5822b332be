namespace Microsoft.ML.Data;

/// <summary>
/// A column in one pass, as arrays: <c>float[] labels = ColumnReader.ReadSingles(data, "Label")</c>. To read several columns of the same rows in one pass use
/// <see cref="ForEachRow"/>.
/// </summary>
internal static class ColumnReader
{
    public static float[] ReadSingles(IDataView data, string name) => Read<float>(data, name);

    public static bool[] ReadBooleans(IDataView data, string name) => Read<bool>(data, name);

    /// <summary>A vector column, each row dense and of its own array.</summary>
    public static float[][] ReadVectors(IDataView data, string name)
    {
        var rows = new List<float[]>();
        ForEachRow(data, [name], row =>
        {
            ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(data.Schema[name]);
            VBuffer<float> value = default;
            return () =>
            {
                getter(ref value);
                var dense = new float[value.Length];
                value.CopyTo(dense);
                rows.Add(dense);
            };
        });
        return [.. rows];
    }

    /// <summary>A scalar column whose raw type is <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static T[] Read<T>(IDataView data, string name)
    {
        var values = new List<T>();
        ForEachRow(data, [name], row =>
        {
            ValueGetter<T> getter = row.GetGetter<T>(data.Schema[name]);
            return () =>
            {
                T value = default;
                getter(ref value);
                values.Add(value);
            };
        });
        return [.. values];
    }

    /// <summary>One pass: <paramref name="bind"/> makes its getters from the cursor once and returns what is to be done at each row.</summary>
    public static void ForEachRow(IDataView data, IEnumerable<string> names, Func<DataViewRow, Action> bind)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([.. names.Select(name => SchemaMismatch.Find(data.Schema, name)).DistinctBy(column => column.Index)]);
        Action visit = bind(cursor);
        while (cursor.MoveNext()) visit();
    }
}
