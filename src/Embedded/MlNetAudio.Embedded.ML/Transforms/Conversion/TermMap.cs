namespace Microsoft.ML.Data;

/// <summary>Values and the keys that stand for them: 1 for the first, 0 for what is not among them.</summary>
internal abstract class TermMap
{
    public abstract PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    /// <summary>Key for value, of a scalar or slot by slot of a vector.</summary>
    public abstract Delegate KeyGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Adds the values as the annotation KeyValues.</summary>
    public abstract void Annotate(DataViewSchema.Annotations.Builder builder, bool asText);

    /// <summary>Writes the values, so that <see cref="Terms.Read"/> finds them again.</summary>
    public abstract void Write(ModelWriter writer);
}
