namespace Microsoft.ML.Data;

/// <summary>What scoring says about the columns it adds: which kind of prediction, which part of it, which step, and that a probability is normalised.</summary>
internal static class ScoreAnnotations
{
    private const string Probability = "Probability";
    private static readonly KeyDataViewType SetType = new(typeof(uint), int.MaxValue);

    public const string Binary = "BinaryClassification", Multiclass = "MulticlassClassification";

    /// <param name="valueKind">"Score", "Probability" or "PredictedLabel".</param>
    /// <param name="task"><see cref="Binary"/> or <see cref="Multiclass"/>.</param>
    /// <param name="more">Annotations besides, or null.</param>
    public static DataViewSchema.DetachedColumn Column(string valueKind, DataViewType type, uint set, string task = Binary, DataViewSchema.Annotations more = null)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(more, _ => true);
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, task.AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, SetType, set);
        if (valueKind == Probability) builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new(valueKind, type, builder.ToAnnotations());
    }

    /// <summary>The same as a shape.</summary>
    public static SchemaShape.Column Shape(string valueKind, DataViewType type, string task = Binary)
    {
        DataViewSchema.DetachedColumn column = Column(valueKind, type, set: 1, task);
        return SchemaShape.Column.Of(column.Name, column.Type, SchemaShape.Create(column.Annotations.Schema));
    }

    /// <summary>The columns that a classifier of two classes adds.</summary>
    public static IEnumerable<SchemaShape.Column> BinaryShapes(bool calibrated)
    {
        yield return Shape("PredictedLabel", BooleanDataViewType.Instance);
        yield return Shape("Score", NumberDataViewType.Single);
        if (calibrated) yield return Shape(Probability, NumberDataViewType.Single);
    }

    /// <summary>The columns that a classifier of several classes adds; the predicted label has the values of the label.</summary>
    public static IEnumerable<SchemaShape.Column> MulticlassShapes(SchemaShape inputSchema, string labelColumn)
    {
        var values = inputSchema.TryFindColumn(labelColumn, out var label) ? label.Annotations.Where(annotation => annotation.Name == AnnotationKinds.KeyValues) : [];
        var predicted = Shape("PredictedLabel", NumberDataViewType.UInt32, Multiclass);
        var score = Shape("Score", NumberDataViewType.Single, Multiclass);
        yield return new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, predicted.Annotations.With(values));
        yield return new("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, score.Annotations);
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
