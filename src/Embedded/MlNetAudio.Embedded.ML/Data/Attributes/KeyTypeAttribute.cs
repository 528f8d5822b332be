namespace Microsoft.ML.Data;

/// <summary>A member of an unsigned integer type that holds a key (0 missing, 1..count).</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute()
    {
    }

    public KeyTypeAttribute(ulong count) => Count = count;

    /// <summary>Null when all the values of the member type are meant.</summary>
    internal ulong? Count { get; }
}
