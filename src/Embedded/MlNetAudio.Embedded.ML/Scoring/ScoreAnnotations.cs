namespace Microsoft.ML.Data;

/// <summary>What scoring says about the columns it adds: which kind of prediction, which part of it, which step, and that a probability is normalised.</summary>
internal static class ScoreAnnotations
{
    private const string Probability = "Probability";
    private static readonly KeyDataViewType SetType = new(typeof(uint), int.MaxValue);

    /// <param name="valueKind">"Score", "Probability" or "PredictedLabel".</param>
    public static DataViewSchema.DetachedColumn Column(string valueKind, DataViewType type, uint set)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, "BinaryClassification".AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, SetType, set);
        if (valueKind == Probability) builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new(valueKind, type, builder.ToAnnotations());
    }

    /// <summary>The same as a shape.</summary>
    public static SchemaShape.Column Shape(string valueKind, DataViewType type)
    {
        DataViewSchema.DetachedColumn column = Column(valueKind, type, set: 1);
        return SchemaShape.Column.Of(column.Name, column.Type, SchemaShape.Create(column.Annotations.Schema));
    }

    /// <summary>The columns that a classifier of two classes adds.</summary>
    public static IEnumerable<SchemaShape.Column> BinaryShapes(bool calibrated)
    {
        yield return Shape("PredictedLabel", BooleanDataViewType.Instance);
        yield return Shape("Score", NumberDataViewType.Single);
        if (calibrated) yield return Shape(Probability, NumberDataViewType.Single);
    }

    /// <summary>One more than the highest number among the columns of the schema.</summary>
    public static uint NextSet(DataViewSchema schema)
    {
        uint last = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type.Equals(SetType) != true) continue;
            uint set = 0;
            column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref set);
            last = Math.Max(last, set);
        }
        return last + 1;
    }
}
