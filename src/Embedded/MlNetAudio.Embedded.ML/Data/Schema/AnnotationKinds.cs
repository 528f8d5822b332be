namespace Microsoft.ML.Data;

/// <summary>The kinds of annotation that this library writes and reads, by their official names.</summary>
internal static class AnnotationKinds
{
    /// <summary>A name for every slot of a vector: Vector&lt;String&gt; of the vector's size.</summary>
    public const string SlotNames = "SlotNames";

    /// <summary>A value for every key, from key 1 on.</summary>
    public const string KeyValues = "KeyValues";

    /// <summary>Boolean: the column went through a normaliser.</summary>
    public const string IsNormalized = "IsNormalized";

    /// <summary>Text: what kind of prediction a score column belongs to, e.g. "BinaryClassification".</summary>
    public const string ScoreColumnKind = "ScoreColumnKind";

    /// <summary>Text: what a score column holds, "Score", "Probability" or "PredictedLabel".</summary>
    public const string ScoreValueKind = "ScoreValueKind";

    /// <summary>Key of UInt32: the same number for the columns that one scoring step adds, one more than that of any step before it.</summary>
    public const string ScoreColumnSetId = "ScoreColumnSetId";
}
