namespace Microsoft.ML.Data;

/// <summary>The dimensions of a vector member. Without it, or without dimensions, the length is unknown, which trainers refuse.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    public VectorTypeAttribute()
    {
    }

    public VectorTypeAttribute(int size) => Dimensions = [size];

    /// <param name="dimensions">Row-major; 0 is unknown.</param>
    public VectorTypeAttribute(params int[] dimensions) => Dimensions = dimensions;

    /// <summary>Null when no dimension was given.</summary>
    internal int[] Dimensions { get; }
}
