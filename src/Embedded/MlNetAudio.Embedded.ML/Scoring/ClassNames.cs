namespace Microsoft.ML.Data;

/// <summary>What the classes of a label are called: its key values, where it has any.</summary>
/// <param name="KeyValues">Annotations that hold nothing but the key values, or nothing.</param>
internal sealed record ClassNames(int Count, DataViewSchema.Annotations KeyValues)
{
    private static readonly System.Reflection.MethodInfo TextsMethod = GenericCall.Method(typeof(ClassNames), nameof(TextsOf));

    public static ClassNames Of(DataViewSchema schema, string labelColumn, int count)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(SchemaMismatch.Find(schema, labelColumn, "label").Annotations, kind => kind == AnnotationKinds.KeyValues);
        return new(count, builder.ToAnnotations());
    }

    /// <summary>The key values as text, or null where there are none.</summary>
    public static string[] Texts(DataViewSchema.Annotations annotations) =>
        annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues) is { Type: VectorDataViewType vector }
            ? GenericCall.Invoke<string[]>(TextsMethod, [vector.ItemType.RawType], annotations)
            : null;

    /// <summary>The key values as names of the slots of a score, or nothing.</summary>
    public DataViewSchema.Annotations SlotNames()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (Texts(KeyValues) is { } texts && texts.Length == Count)
        {
            ReadOnlyMemory<char>[] names = [.. texts.Select(text => text.AsMemory())];
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, Count),
                (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        }
        return builder.ToAnnotations();
    }

    private static string[] TextsOf<T>(DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(AnnotationKinds.KeyValues, ref values);
        return [.. values.DenseValues().Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))];
    }
}
